// @ts-check
/** While the event goes on, a page that is seen asks each minute what is new, and shows it on a click. */
(() => {
  "use strict";

  const MINUTE = 60000;
  /** @type {any} */
  const bar = document.querySelector(".developing");
  if (!bar || location.protocol === "file:") return;
  const words = bar.dataset, said = bar.querySelector("p"), action = bar.querySelector("button, a"), inPlace = action.matches("button");

  /** @type {{status: string, format: number, which: string, entries: Record<string, string>[]}} */
  let news;
  let { which } = words;
  /** Signs of entries. @type {Map<string, string>} */
  let known = new Map(words.known.split(" ").map((/** @type {string} */ each) => each.split("=")));
  let found = new Map();
  let wait = MINUTE, asked = Date.now(), timer = 0, over = false;

  /** @param {string[]} lines */
  function say(...lines) {
    const text = lines.filter(Boolean).join(" · ");
    if (said.textContent !== text) said.textContent = text;
    action.hidden = !text;
  }

  function compare() {
    const ids = news.entries.map(({ id }) => id), before = [...known.keys()];
    // What is pushed out at the end is not gone, what moves up there is old.
    const missing = (list = ids, other = before) => list.filter((id, at) => !other.includes(id) && (other.length < 20 || list.slice(at).some((each) => other.includes(each))));
    const come = missing(), gone = missing(before, ids).length;
    found = new Map();
    for (const { id, sign, news: last } of news.entries) {
      const was = known.get(id), [, ...now] = sign.split("."), [, ...then] = was?.split(".") ?? [];
      if (come.includes(id)) found.set(id, inPlace && !document.getElementById(id) ? "new" : last);
      else if (was && was !== sign) found.set(id, now[1] !== then[1] ? "amended" : now[0] !== then[0] ? "added" : "changed");
    }
    const fresh = [...found.values()].filter((what) => what === "new").length, counts = { new: fresh, changed: found.size - fresh, gone };
    say(...Object.entries(counts).map(([what, count]) => words[what].split("|")[count - 1]), found.size + gone || news.which === which ? "" : words.other);
  }

  /** @param {string} address */
  async function get(address) {
    const answer = await fetch(address, { cache: "no-cache", mode: "same-origin", redirect: "error", signal: AbortSignal.timeout(MINUTE / 2) });
    if (!answer.ok) throw 0;
    return answer;
  }

  /** The timeline as it is now takes the place of that which was. */
  async function show() {
    try {
      const sheet = new CSSStyleSheet(), text = await (await get(location.pathname)).text();
      // The policy lets in no rules that stand in it.
      let css = "";
      const made = new DOMParser().parseFromString(text.replace(/<style>([^]*?)<.style>/g, (_, rules) => ((css += rules), "")), "text/html");
      sheet.replaceSync(css);
      // What was turned round is loaded anew.
      if (over || !made.querySelector(".days") || document.querySelector("[name=order] :checked:not(:first-child)")) return location.reload();
      document.adoptedStyleSheets = [sheet];
      for (const name of [".updated", ".strip", ".glance", ".days"]) document.querySelector(name)?.replaceWith(made.querySelector(name) ?? "");
      document.querySelector(".days")?.dispatchEvent(new Event("come", { bubbles: true }));
      document.querySelector(".filters")?.dispatchEvent(new Event("change"));
      for (const [id, kind] of [...found].reverse()) {
        /** @type {any} */
        const entry = document.getElementById(id), mark = bar.querySelector(`[data-mark=${kind}]`);
        if (mark) entry?.querySelector(".entry-labels").append(" ", mark.cloneNode(true));
        entry?.querySelector(".entry-title a").focus();
      }
      known = new Map(news.entries.map(({ id, sign }) => [id, sign]));
      ({ which } = news);
      say();
    } catch {
      say(words.failed);
    }
  }

  async function ask() {
    asked = Date.now();
    try {
      news = await (await get(words.newest)).json();
      wait = MINUTE;
      over = news.format !== 1 || news.status === "ended";
      if (!over) compare();
    } catch {
      wait = Math.min(2 * wait, 16 * MINUTE);
    }
    plan();
  }

  /** An hour out of sight ends it. */
  function plan() {
    clearTimeout(timer);
    if (!over) timer = document.hidden ? setTimeout(() => (over = true), 60 * MINUTE) : setTimeout(ask, asked + wait - Date.now());
    else if (!document.hidden) say(words.other);
  }

  if (inPlace) action.addEventListener("click", show);
  document.addEventListener("visibilitychange", plan);
  plan();
})();
