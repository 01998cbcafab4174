"""What a published drawing may hold: elements, attributes and properties that draw (SVG 2; SVG 1.1 where browsers still know it; Filter Effects 1)."""

from __future__ import annotations

SHAPES = frozenset(
    "svg g defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath tref image marker linearGradient "
    "radialGradient stop pattern clipPath mask filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode "
    "feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence style".split()
)
MOVES = frozenset("animate animateTransform animateMotion set mpath".split())
"""Elements that move; what they set is looked at as if it stood there."""
ELEMENTS = SHAPES | MOVES
TOLD = frozenset("script foreignObject handler listener iframe object embed audio video canvas".split())
"""Elements that run or show something else: never left out in silence, because the picture would lack what its maker wanted."""
WORDS = frozenset("text tspan textPath tref".split())
"""Elements in which blanks between others count."""

PRESENTATION = frozenset(
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters color-rendering "
    "direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font font-family font-feature-settings "
    "font-kerning font-size font-size-adjust font-stretch font-style font-variant font-variant-caps font-variant-east-asian font-variant-ligatures "
    "font-variant-numeric font-variant-position font-variation-settings font-weight glyph-orientation-horizontal glyph-orientation-vertical "
    "image-rendering isolation letter-spacing lighting-color marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow "
    "paint-order shape-rendering solid-color solid-opacity stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap "
    "stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration text-decoration-color "
    "text-decoration-line text-decoration-style text-indent text-orientation text-overflow text-rendering text-transform transform "
    "transform-box transform-origin unicode-bidi vector-effect visibility white-space word-spacing writing-mode".split()
)
GEOMETRY = frozenset("cx cy d fx fy fr height points r rx ry width x x1 x2 y y1 y2 offset".split())
PROPERTIES = (
    PRESENTATION
    | GEOMETRY
    | frozenset(
        "animation animation-delay animation-direction animation-duration animation-fill-mode animation-iteration-count animation-name "
        "animation-play-state animation-timing-function background background-color color-scheme enable-background line-height object-fit offset-path offset-distance "
        "offset-rotate rotate scale translate transform-style transition z-index".split()
    )
)
"""Properties in `style` attributes and style sheets."""
FONT_FACE = frozenset("font-family src font-weight font-style font-stretch font-display font-variant unicode-range size-adjust".split())
ATTRIBUTES = (
    PRESENTATION
    | GEOMETRY
    | frozenset(
        "accumulate additive amplitude attributeName attributeType azimuth baseFrequency begin bias by calcMode class clipPathUnits diffuseConstant "
        "divisor dur dx dy edgeMode elevation end exponent filterUnits from gradientTransform gradientUnits id in in2 intercept k1 k2 k3 k4 "
        "kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lang lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth "
        "maskContentUnits maskUnits max media method min mode numOctaves operator order orient origin path pathLength patternContentUnits "
        "patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits radius refX refY repeatCount "
        "repeatDur restart result rotate scale seed side slope spacing specularConstant specularExponent spreadMethod startOffset "
        "stdDeviation style surfaceScale systemLanguage tableValues targetX targetY textLength to type values viewBox xChannelSelector "
        "yChannelSelector z zoomAndPan".split()
    )
    - {"zoomAndPan", "font"}
)
"""Attributes without a namespace; `href` and those of XML itself are looked at by themselves."""
FUNCTIONS = frozenset(
    "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark icc-color device-cmyk var calc min max clamp matrix matrix3d translate "
    "translatex translatey translatez translate3d scale scalex scaley scale3d rotate rotatex rotatey rotatez rotate3d skew skewx skewy perspective "
    "cubic-bezier steps linear polygon circle ellipse inset path rect xywh ray blur brightness contrast drop-shadow grayscale hue-rotate invert opacity "
    "saturate sepia local format tech url".split()
)
"""Functions in values, in lower case."""
LOADERS = frozenset("image-set -webkit-image-set image src cross-fade -webkit-cross-fade element -moz-element paint".split())
"""Functions that take addresses as plain strings; none is in FUNCTIONS."""
