// @ts-check
/**
 * What `dateline live` adds to the pages that it serves, and to no others: shows what is wrong over the page, and loads the page again when
 * it has changed. One tab of a browser listens and tells the others: browsers open only six connections to a server.
 */
(() => {
  "use strict";

  /**
   * @typedef {{path: string, line: number, what: string, do: string, topic: string, lines: [number, string][]}} Problem
   * @typedef {{tag: string, building: boolean, problems: Problem[], warnings: Problem[], state: string}} Standing
   * @typedef {{number: number, changed: string[], go: string, follow?: boolean}} Told
   */

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { tag = "", file = "" } = script.dataset;
  const NAME = "dateline-live";
  const whole = window.top === window;
  let follow = true;

  /** @param {string} path */
  const address = (path) => new URL(path.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/"), location.origin + "/").href;

  // --- Hearing of a build -------------------------------------------------------------------------------------------

  /** Ask what holds now; load this page again if it is no longer the one at its address. @param {Told} [told] */
  async function look(told) {
    let standing;
    try {
      const answer = await fetch(`/.dateline/state?path=${encodeURIComponent(location.pathname)}`, { cache: "no-store" });
      standing = /** @type {Standing} */ (await answer.json());
    } catch {
      return; // the server has been stopped: the page stays
    }
    if (standing.tag !== tag || (told && shows(told.changed))) {
      location.reload();
      return;
    }
    if (whole) {
      show(standing);
      if (told) await go(told);
    }
  }

  /** Tell whether this page has loaded one of these files of the site. @param {string[]} changed */
  function shows(changed) {
    const loaded = new Set(performance.getEntriesByType("resource").map((entry) => entry.name.split(/[?#]/)[0]));
    return changed.some((name) => loaded.has(address(name)));
  }

  /** Go to the page whose text was saved, unless somebody looks at it already. @param {Told} told */
  async function go({ go: name }) {
    if (!follow || !name || name === file || document.visibilityState !== "visible" || !isActive()) return;
    const held = navigator.locks ? (await navigator.locks.query()).held ?? [] : [];
    if (!held.some((lock) => lock.name === `${NAME}:${name}`)) location.assign(address(name));
  }

  /** @param {(told: Told) => void} hear */
  function listen(hear) {
    const events = new EventSource("/.dateline/events");
    events.onmessage = (event) => hear(JSON.parse(event.data));
  }

  /** @param {Told} told */
  function heard(told) {
    if (told.follow !== undefined) follow = told.follow;
    if (told.changed.includes(file)) location.reload(); // browsers keep the place in the page
    else look(told);
  }

  if (navigator.locks && window.BroadcastChannel) {
    const channel = new BroadcastChannel(NAME);
    channel.onmessage = (event) => heard(event.data);
    navigator.locks.request(NAME, () => {
      listen((told) => {
        channel.postMessage(told);
        heard(told);
      });
      return new Promise(() => {}); // held as long as this page is open
    });
    navigator.locks.request(`${NAME}:${file}`, { mode: "shared" }, () => new Promise(() => {}));
    look();
  } else {
    listen(heard);
  }
  addEventListener("pageshow", (event) => {
    if (event.persisted) look(); // from the browser's memory, by Back: it may be old
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });

  // --- Which tab the author looks at --------------------------------------------------------------------------------

  /** @param {() => string | null | void} use */
  const stored = (use) => {
    try {
      return use();
    } catch {
      return null; // storage is forbidden here
    }
  };
  const me = stored(() => sessionStorage.getItem(NAME)) || Math.random().toString(36).slice(2);
  const claim = () => {
    stored(() => sessionStorage.setItem(NAME, me));
    stored(() => localStorage.setItem(NAME, me));
  };
  const isActive = () => (stored(() => localStorage.getItem(NAME)) || me) === me;
  if (document.hasFocus() || !stored(() => localStorage.getItem(NAME))) claim();
  for (const kind of ["focus", "pointerdown", "keydown"]) addEventListener(kind, claim, { capture: true, passive: true });

  // --- Showing what is wrong ----------------------------------------------------------------------------------------

  const STYLE = `
    :host { all: initial; position: fixed; inset: auto 0 0; z-index: 2147483647; display: block; color-scheme: light dark;
      --paper: #fff; --ink: #1b1a18; --quiet: #57534b; --rule: #d8d4cb; --tint: #f6f4ef; --mark: #fbe6e3; --bad: #a81e12; --doubt: #7a5200;
      font: medium/1.45 -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", "Liberation Sans", Arial, system-ui, sans-serif; color: var(--ink); }
    @media (prefers-color-scheme: dark) {
      :host { --paper: #1c1a17; --ink: #f1eee7; --quiet: #b8b2a5; --rule: #423e37; --tint: #262320; --mark: #4a211c; --bad: #ff9c8f; --doubt: #e6c163; }
    }
    @media (forced-colors: active) {
      :host { --paper: Canvas; --ink: CanvasText; --quiet: CanvasText; --rule: CanvasText; --tint: Canvas; --mark: Canvas; --bad: CanvasText; --doubt: CanvasText; }
      tr.wrong { outline: 2px solid; outline-offset: -2px; }
    }
    @media print { :host { display: none; } }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    .panel { max-height: min(64vh, 44em); max-height: min(64dvh, 44em); display: flex; flex-direction: column; background: var(--paper);
      border-top: 4px solid var(--bad); box-shadow: 0 -0.25em 2em rgb(0 0 0 / 0.22); }
    .panel.doubt { border-color: var(--doubt); }
    header { display: flex; gap: 1em; align-items: center; justify-content: space-between; padding: 0.75em clamp(1em, 3vw, 2em) 0.625em; border-bottom: 1px solid var(--rule); }
    h2 { font-size: 1.0625em; line-height: 1.3; margin: 0; color: var(--bad); text-wrap: balance; }
    .doubt h2 { color: var(--doubt); }
    header p { margin: 0.125em 0 0; font-size: 0.875em; color: var(--quiet); }
    button { font: inherit; font-size: 0.875em; color: var(--ink); background: var(--paper); border: 1px solid var(--quiet); border-radius: 0.25em;
      padding: 0.375em 0.75em; min-height: 2.25em; cursor: pointer; white-space: nowrap; }
    button:hover { background: var(--tint); }
    :focus-visible { outline: 3px solid var(--bad); outline-offset: 2px; }
    kbd { font: inherit; color: var(--quiet); margin-inline-start: 0.125em; }
    .list { overflow: auto; overscroll-behavior: contain; padding: 0 clamp(1em, 3vw, 2em) 1em; }
    .list:focus-visible { outline-offset: -3px; }
    h3 { font-size: 0.875em; margin: 1em 0 0; color: var(--doubt); }
    ol { list-style: none; margin: 0; padding: 0; }
    li { padding: 0.875em 0 0.125em; }
    li + li { margin-top: 0.875em; border-top: 1px solid var(--rule); }
    .where { font: 0.8125em/1.4 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; color: var(--quiet);
      overflow-wrap: anywhere; margin: 0; user-select: all; }
    .what { font-weight: 650; margin: 0.125em 0 0; overflow-wrap: anywhere; max-width: 60em; }
    .do { margin: 0.125em 0 0; overflow-wrap: anywhere; max-width: 60em; }
    .more { margin: 0.375em 0 0; font-size: 0.875em; }
    a { color: inherit; text-underline-offset: 0.15em; }
    .lines { margin: 0.625em 0 0; max-width: 72em; border: 1px solid var(--rule); background: var(--tint); overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font: 0.8125em/1.5 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
    th { font-weight: 400; text-align: right; color: var(--quiet); padding: 0 0.75em; width: 1%; vertical-align: top; user-select: none; }
    td { padding: 0 0.75em 0 0; white-space: pre-wrap; overflow-wrap: anywhere; color: var(--quiet); tab-size: 4; }
    tr.wrong { background: var(--mark); }
    tr.wrong th, tr.wrong td { color: var(--ink); }
    tr.wrong th { color: var(--bad); font-weight: 700; box-shadow: inset 3px 0 var(--bad); }
    .doubtful tr.wrong { background: none; }
    .doubtful tr.wrong th { color: var(--doubt); box-shadow: inset 3px 0 var(--doubt); }
    .pill { position: fixed; inset: auto 0.75em 0.75em auto; border: 2px solid var(--bad); color: var(--bad); font-weight: 650; border-radius: 2em;
      padding: 0.375em 0.875em; min-height: 2.5em; box-shadow: 0 0.125em 0.75em rgb(0 0 0 / 0.25); }
    .pill.doubt { border-color: var(--doubt); color: var(--doubt); }
    .heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    @media (max-width: 40em) { kbd { display: none; } }
    @media (prefers-reduced-motion: no-preference) { .panel.new { animation: rise 0.16s ease-out; } }
    @keyframes rise { from { transform: translateY(1em); opacity: 0; } }
  `;

  /** @param {string} name @param {string} [css] @param {string | (Node | string)[]} [inside] */
  function make(name, css = "", inside = []) {
    const element = document.createElement(name);
    if (css) element.className = css;
    element.append(...(typeof inside === "string" ? [inside] : inside));
    return element;
  }

  /** @param {number} count @param {string} noun */
  const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  /** @param {Problem} problem */
  function item(problem) {
    const rows = problem.lines.map(([number, text]) => {
      const row = make("tr", number === problem.line ? "wrong" : "", [make("th", "", String(number)), make("td", "", text)]);
      /** @type {HTMLElement} */ (row.firstChild).setAttribute("scope", "row");
      return row;
    });
    const where = problem.line ? `${problem.path}:${problem.line}` : problem.path;
    const parts = [make("p", "where", where), make("p", "what", sentence(problem.what)), make("p", "do", sentence(problem.do))];
    if (rows.length) {
      const table = make("table", "", [make("tbody", "", rows)]);
      table.setAttribute("aria-label", `The lines around ${where}`);
      parts.push(make("div", "lines", [table]));
    }
    if (problem.topic) {
      const more = /** @type {HTMLAnchorElement} */ (make("a", "", "What this means"));
      more.href = `/.dateline/messages#${problem.topic}`;
      more.target = "dateline-messages";
      more.setAttribute("aria-label", `What this means: ${sentence(problem.what)}`);
      parts.push(make("p", "more", [more]));
    }
    return make("li", "", parts);
  }

  /** Problems are written to stand in one line, one part after the other; what they begin with may be a key, which stays. @param {string} words */
  const sentence = (words) => words.replace(/^[a-z](?=[a-z]* )/, (first) => first.toUpperCase()) + (/[.!?]$/.test(words) ? "" : ".");

  /** @type {ShadowRoot | undefined} */
  let root;
  let shown = "";
  let hidden = false;
  /** @type {HTMLElement} */
  let panel = make("div");
  let pill = make("button");
  let heardAloud = make("p");

  function open() {
    const host = document.createElement("dateline-live");
    host.lang = "en";
    host.dir = "ltr";
    root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet(); // which no page's policy forbids
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    heardAloud = make("p", "heard");
    heardAloud.setAttribute("role", "alert");
    pill = make("button", "pill");
    pill.setAttribute("type", "button");
    pill.addEventListener("click", () => {
      hide(false);
      /** @type {HTMLElement | null} */ (panel.querySelector("button"))?.focus();
    });
    root.append(heardAloud, panel, pill);
    document.documentElement.append(host);
    addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape" || panel.hidden || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        hide(true);
      },
      true,
    );
  }

  /** @param {boolean} now */
  function hide(now) {
    const inside = root?.activeElement;
    hidden = now;
    panel.hidden = now;
    pill.hidden = !now;
    if (now && inside) pill.focus();
    stored(() => sessionStorage.setItem(`${NAME}-hidden`, now ? shown : ""));
  }

  /** Show problems and warnings, or take away what was shown. @param {Standing} standing */
  function show({ problems, warnings, state }) {
    const now = problems.length + warnings.length ? JSON.stringify([problems, warnings, state]) : "";
    if (now === shown) return;
    shown = now;
    if (!now) {
      root?.host.remove();
      root = undefined;
      return;
    }
    if (!root) open();
    const bad = problems.length > 0;
    const heading = bad ? counted(problems.length, "problem") : counted(warnings.length, "warning");
    const after = bad ? state : "The site was built all the same.";
    const title = make("h2", "", heading);
    title.id = "title";
    const button = make("button", "", ["Hide ", make("kbd", "", "Esc")]);
    button.setAttribute("type", "button");
    button.addEventListener("click", () => hide(true));
    const list = make("div", "list", [make("ol", bad ? "" : "doubtful", (bad ? problems : warnings).map(item))]);
    list.tabIndex = 0;
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", bad ? "What is wrong" : "What may be wrong");
    const next = make("section", bad ? "panel new" : "panel new doubt", [make("header", "", [make("div", "", [title, make("p", "", after)]), button]), list]);
    next.setAttribute("aria-labelledby", "title");
    panel.replaceWith(next);
    panel = next;
    pill.className = bad ? "pill" : "pill doubt";
    pill.textContent = heading;
    // Warnings may stand for weeks: they wait in the corner. What was hidden stays so until it is another.
    hide(!bad || stored(() => sessionStorage.getItem(`${NAME}-hidden`)) === shown);
    heardAloud.textContent = bad ? `${heading}. ${after} ${problems[0].path}: ${problems[0].what}.` : "";
  }
})();
