// @ts-check
/**
 * What a page does with JavaScript, and is complete without: filters that combine, are counted and live in the address; links to
 * entries to copy; j and k from entry to entry; times also in the visitor's zone; covers that stay open. One classic script: modules do not load from a disk.
 */
(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  /** The words of the interface, in the language of the site. @type {DOMStringMap} */
  const words = script.dataset;
  const { lang, dataset } = document.documentElement;
  /** Numbers and times are written with the digits of the page. */
  const digits = { numberingSystem: dataset.digits ?? "latn" };
  const number = new Intl.NumberFormat(lang, { ...digits, useGrouping: false });

  /** @template {Element} T @param {string} selector @param {ParentNode} [from] @returns {T[]} */
  const all = (selector, from = document) => /** @type {T[]} */ ([...from.querySelectorAll(selector)]);

  const entries = /** @type {HTMLElement[]} */ (all("article.entry"));

  /** Filters: what is checked and chosen is shown, and only that. @param {HTMLElement} panel */
  function filter(panel) {
    const boxes = /** @type {HTMLInputElement[]} */ (all("input[type=checkbox]", panel));
    const place = /** @type {HTMLSelectElement} */ (panel.querySelector("select[name=place]"));
    const order = /** @type {HTMLSelectElement} */ (panel.querySelector("select[name=order]"));
    const count = /** @type {HTMLElement} */ (panel.querySelector("[role=status]"));
    const days = /** @type {HTMLElement[]} */ (all(".days > .day"));
    const written = order.value;

    /** @param {string} name @returns {string[]} */
    const chosen = (name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);

    function show() {
      const kinds = chosen("kind");
      const certainties = chosen("certainty");
      let shown = 0;
      for (const entry of entries) {
        const { kind = "", certainty = "", places = "" } = entry.dataset;
        const fits = kinds.includes(kind) && certainties.includes(certainty) && (!place.value || places.split(" ").includes(place.value));
        /** @type {HTMLElement} */ (entry.parentElement).hidden = !fits;
        shown += Number(fits);
      }
      for (const day of days) day.hidden = !all(".entries > li:not([hidden])", day).length;
      for (const gap of /** @type {HTMLElement[]} */ (all(".days > .gap"))) gap.hidden = shown < entries.length || order.value !== written;
      count.textContent = (words.shown ?? "").replace("{shown}", number.format(shown)).replace("{all}", number.format(entries.length));
    }

    function turn() {
      const turned = order.value !== written;
      const holder = days[0]?.parentElement;
      holder?.append(...(turned ? [...days].reverse() : days));
      for (const day of days) {
        const list = /** @type {HTMLElement} */ (day.querySelector(".entries"));
        const own = entries.filter((entry) => day.contains(entry)).map((entry) => /** @type {HTMLElement} */ (entry.parentElement));
        list.append(...(turned ? own.reverse() : own));
      }
    }

    function remember() {
      const state = new URLSearchParams();
      for (const name of ["kind", "certainty"]) {
        if (boxes.some((box) => box.name === name && !box.checked)) state.set(name, chosen(name).join(" "));
      }
      if (place.value) state.set("place", place.value);
      if (order.value !== written) state.set("order", order.value);
      const query = state.toString();
      try {
        history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
      } catch {
        // From a disk some browsers allow no address of its own: the filters work all the same.
      }
    }

    const state = new URLSearchParams(location.search);
    for (const box of boxes) {
      const kept = state.get(box.name);
      if (kept !== null) box.checked = kept.split(" ").includes(box.value);
    }
    const known = (/** @type {HTMLSelectElement} */ list, /** @type {string | null} */ value) =>
      value !== null && [...list.options].some((option) => option.value === value);
    if (known(place, state.get("place"))) place.value = state.get("place") ?? "";
    if (known(order, state.get("order"))) order.value = state.get("order") ?? written;
    const open = state.has("kind") || state.has("certainty") || state.has("place") || state.has("order");
    if (open) /** @type {HTMLDetailsElement} */ (panel).open = true;

    for (const part of /** @type {HTMLElement[]} */ (all("[data-script]", panel))) part.hidden = false;
    panel.addEventListener("change", () => {
      turn();
      show();
      remember();
    });
    // Some browsers keep the boxes of the last visit.
    if (open || boxes.some((box) => !box.checked)) {
      turn();
      show();
    }
  }

  /** A button that copies the entry's own address. @param {HTMLElement} entry */
  function offerLink(entry) {
    const link = /** @type {HTMLAnchorElement | null} */ (entry.querySelector(".entry-title a"));
    const line = entry.querySelector(".entry-sources");
    if (!link || !line || !navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "entry-copy";
    button.textContent = words.copy ?? "";
    button.setAttribute("aria-label", (words.named ?? "").replace("{title}", () => link.textContent ?? ""));
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(link.href);
      button.textContent = words.copied ?? "";
      setTimeout(() => (button.textContent = words.copy ?? ""), 2000);
    });
    line.append(" ", button);
  }

  /** The same moment on the visitor's clock, where that differs. @param {HTMLTimeElement} time */
  function tellLocally(time) {
    const offset = /T\d\d:\d\d([+-])(\d\d):(\d\d)$/.exec(time.dateTime);
    const moment = new Date(time.dateTime);
    if (!offset || Number.isNaN(+moment)) return;
    const minutes = (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === "-" ? -1 : 1);
    if (minutes === -moment.getTimezoneOffset()) return;
    const sameDay = time.dateTime.slice(8, 10) === String(moment.getDate()).padStart(2, "0");
    /** @type {Intl.DateTimeFormatOptions} */
    const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", calendar: "gregory", ...digits }; // as the page's own
    const shown = new Intl.DateTimeFormat(lang, sameDay ? clock : { ...clock, day: "numeric", month: "long" }).format(moment);
    const note = document.createElement("span");
    note.className = "local-time";
    note.textContent = (words.local ?? "").replace("{time}", shown);
    time.parentElement?.append(" ", note);
  }

  /** j and k move to the next and previous entry. @param {KeyboardEvent} event */
  function step(event) {
    if (!["j", "k"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]")) return;
    const links = /** @type {HTMLElement[]} */ (all(".entries > li:not([hidden]) .entry-title a"));
    const at = links.findIndex((link) => link.closest(".entry")?.contains(document.activeElement));
    const next = at < 0 ? (event.key === "j" ? 0 : -1) : at + (event.key === "j" ? 1 : -1);
    if (links[next]) {
      links[next].focus();
      links[next].closest(".entry")?.scrollIntoView({ block: "start" });
      event.preventDefault();
    }
  }

  /** Covered pictures are open for visitors who said so, which their browser alone knows. @param {HTMLInputElement[]} boxes */
  function uncover(boxes) {
    const name = "covers";
    /** @param {boolean} open */
    const check = (open) => boxes.forEach((box) => (box.checked = open));
    /** @param {boolean} open */
    const show = (open) => all(".cover details").forEach((details) => details.toggleAttribute("open", open));
    try {
      const kept = localStorage.getItem(name) === "open";
      check(kept); // some browsers keep the boxes of the last visit
      if (kept) show(true);
    } catch {
      return; // nothing can be kept
    }
    for (const box of boxes) {
      box.disabled = false;
      box.addEventListener("change", () => {
        check(box.checked);
        show(box.checked);
        if (box.checked) localStorage.setItem(name, "open");
        else localStorage.removeItem(name);
      });
    }
  }

  /** An old address, /sources/#key, leads on to the page of the source, where each has one. @param {HTMLElement} list */
  function leadOn(list) {
    const key = location.hash.slice(1);
    if (/^[a-z0-9-]+$/.test(key) && !document.getElementById(key)) location.replace((list.dataset.lead ?? "").replace("{key}", key));
  }

  const list = document.querySelector("[data-lead]");
  if (list instanceof HTMLElement) leadOn(list);
  const panel = document.querySelector(".filters");
  if (panel instanceof HTMLElement) filter(panel);
  uncover(all(".cover-always input"));
  entries.forEach(offerLink);
  /** @type {HTMLTimeElement[]} */ (all(".entry-when > time:first-child")).forEach(tellLocally);
  if (entries.length > 1) document.addEventListener("keydown", step);
})();
