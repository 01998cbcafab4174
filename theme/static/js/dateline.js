// @ts-check
/** What a page does with JavaScript, and is complete without. One classic script: modules do not load from a disk. */
(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  /** The words of the interface, in the language of the site. @type {DOMStringMap} */
  const words = script.dataset;
  const { lang, dataset } = document.documentElement;
  /** Numbers and times are written with the digits of the page. */
  const digits = { numberingSystem: dataset.digits ?? "latn" };
  const number = new Intl.NumberFormat(lang, { ...digits, useGrouping: false });

  /** @param {number} value */
  const two = (value) => String(value).padStart(2, "0");
  /** @param {string} text */
  const figures = (text) => text.replace(/\d/g, (figure) => number.format(Number(figure)));

  /** @template {Element} T @param {string} selector @param {ParentNode} [from] @returns {T[]} */
  const all = (selector, from = document) => /** @type {T[]} */ ([...from.querySelectorAll(selector)]);

  /** Asked for each time: while the event goes on, some come later. @returns {HTMLElement[]} */
  const entries = () => all("article.entry");

  /** Filters: what is checked and chosen is shown, and only that. @param {HTMLElement} panel */
  function filter(panel) {
    const boxes = /** @type {HTMLInputElement[]} */ (all("input[type=checkbox]", panel));
    const place = /** @type {HTMLSelectElement} */ (panel.querySelector("select[name=place]"));
    const order = /** @type {HTMLSelectElement} */ (panel.querySelector("select[name=order]"));
    const count = /** @type {HTMLElement} */ (panel.querySelector("[role=status]"));
    const written = order.value;
    let now = written;

    /** @param {string} name @returns {string[]} */
    const chosen = (name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);

    function show() {
      const kinds = chosen("kind");
      const certainties = chosen("certainty");
      let shown = 0;
      for (const entry of entries()) {
        const { kind = "", certainty = "", places = "" } = entry.dataset;
        const fits = kinds.includes(kind) && certainties.includes(certainty) && (!place.value || places.split(" ").includes(place.value));
        /** @type {HTMLElement} */ (entry.parentElement).hidden = !fits;
        shown += Number(fits);
      }
      for (const part of /** @type {HTMLElement[]} */ (all(".days > .day, .day-run"))) part.hidden = !all(".entries > li:not([hidden])", part).length;
      chain();
      for (const gap of /** @type {HTMLElement[]} */ (all(".days > .gap"))) gap.hidden = shown < entries().length || order.value !== written;
      count.textContent = (words.shown ?? "").replace("{shown}", number.format(shown)).replace("{all}", number.format(entries().length));
    }

    function turn() {
      if (order.value === now) return;
      now = order.value;
      const days = all(".days > .day").reverse();
      // What is undated stays at the end either way: named twice, it stands where it is named last.
      days[0]?.parentElement?.append(...days, ...days.filter((day) => day.id === "day-undated"));
      for (const part of all(".days > .day, .entries")) part.append(...[...part.children].reverse().filter((child) => child.matches(".day-run, li")));
    }

    /** The links from day to day lead to those that are shown. */
    function chain() {
      const shown = all(".days > .day:not([hidden])");
      shown.forEach((day, at) => {
        for (const [link, to] of /** @type {[HTMLAnchorElement, Element | undefined][]} */ ([[day.querySelector(".day-above"), shown[at - 1]], [day.querySelector(".day-below"), shown[at + 1]]])) {
          if (!link) continue;
          link.hidden = !to;
          if (!to) continue;
          link.hash = to.id;
          link.setAttribute("aria-label", to.getAttribute("aria-label") ?? "");
        }
      });
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

  /** A button that copies an address. @param {Element | null} line @param {string} address @param {string} label */
  function offerCopy(line, address, label) {
    if (!line || !navigator.clipboard) return;
    const button = document.createElement("button");
    button.className = "copy";
    button.textContent = words.copy ?? "";
    button.setAttribute("aria-label", (words.named ?? "").replace("{title}", () => label));
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(address);
      button.textContent = words.copied ?? "";
      setTimeout(() => (button.textContent = words.copy ?? ""), 2000);
    });
    line.append(" ", button);
  }

  /** The entry's own address. @param {Element} entry */
  function offerLink(entry) {
    const link = /** @type {HTMLAnchorElement | null} */ (entry.querySelector(".entry-title a"));
    if (link) offerCopy(entry.querySelector(".entry-sources"), link.href, link.textContent ?? "");
  }

  /** The page's. @param {HTMLElement} line */
  function offerShare(line) {
    const { title = "", url = "" } = line.dataset;
    const button = line.querySelector("button");
    offerCopy(line, url, title);
    if (!navigator.share || !button) return;
    button.hidden = false;
    button.addEventListener("click", () => navigator.share({ title, url }).catch(() => null));
  }

  /** Times in lists of entries on the visitor's clock, instead of the event's, where these differ. @param {HTMLElement} label */
  function offerClock(label) {
    const box = /** @type {HTMLInputElement} */ (label.querySelector("input"));
    const lines = /** @type {HTMLElement[]} */ (all("article.entry .entry-when")).map((line) => ({ line, written: line.innerHTML }));
    const told = lines.filter(({ line }) => tellLocally(line));

    function turn() {
      for (const { line, written } of told) {
        line.innerHTML = written;
        if (box.checked) tellLocally(line, true);
      }
    }

    if (!told.length) return;
    label.classList.add("clock-offered");
    box.checked = kept("clock") === "mine";
    turn();
    box.addEventListener("change", () => {
      kept("clock", box.checked ? "mine" : "");
      turn();
    });
  }

  /** What is remembered in this browser; with a value, it is that from now on. @param {string} key @param {string} [value] */
  function kept(key, value) {
    try {
      if (value) localStorage.setItem(`dateline-${key}`, value);
      else if (value === "") localStorage.removeItem(`dateline-${key}`);
      return localStorage.getItem(`dateline-${key}`);
    } catch {
      return null; // Some browsers keep nothing for a page from a disk, or for this visitor.
    }
  }

  /** Whether the times of a line are others on the visitor's clock; with `tell` they are written so. @param {HTMLElement} line @param {boolean} [tell] */
  function tellLocally(line, tell) {
    const times = /** @type {HTMLTimeElement[]} */ (all("time", line));
    const day = times[0]?.dateTime.slice(0, 10);
    let differs = false;
    for (const time of times) {
      const [, hour = "", minute = "", sign, hours, minutes] = /T(\d\d):(\d\d)([+-])(\d\d):(\d\d)$/.exec(time.dateTime) ?? [];
      const moment = new Date(time.dateTime);
      if (!sign || (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1) === -moment.getTimezoneOffset()) continue;
      differs = true;
      if (!tell) continue;
      // As the page writes it, with "about" before it and the sign between the figures that the language has.
      const clock = new RegExp(`${figures(hour)}(\\D)${figures(minute)}`);
      const [said, own] = [time.dateTime.slice(0, 10), `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`];
      const date = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { day: "numeric", month: "long", calendar: "gregory", ...digits }).format(moment);
      const text = time.textContent ?? "";
      const between = clock.exec(text)?.[1];
      if (!between) continue;
      const told = figures(two(moment.getHours())) + between + figures(two(moment.getMinutes()));
      const dated = [day, said].includes(own) ? told : (words.at ?? "").replace("{day}", date).replace("{time}", told);
      // The end of another day than its beginning has its day before it, which may be another one too.
      time.textContent = said === day || own === said ? text.replace(clock, () => dated) : dated;
    }
    if (differs && tell) {
      const zones = all(".zone", line);
      const last = zones.pop();
      if (last) last.textContent = words.mine ?? "";
      for (const zone of zones) zone.remove();
    }
    return differs;
  }

  /** An index lies over the page: it closes when it has been used, and with Escape. @param {HTMLDetailsElement} index */
  function foldAgain(index) {
    index.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a")) index.open = false;
    });
    index.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !index.open) return;
      index.open = false;
      index.querySelector("summary")?.focus();
    });
  }

  /** j and k move to the next and previous entry. @param {KeyboardEvent} event */
  function step(event) {
    if (!["j", "k"].includes(event.key)) return;
    const links = /** @type {HTMLElement[]} */ (all(".entries > li:not([hidden]) .entry-title a"));
    const at = links.findIndex((link) => link.closest(".entry")?.contains(document.activeElement));
    const next = at < 0 ? (event.key === "j" ? 0 : -1) : at + (event.key === "j" ? 1 : -1);
    if (links[next]) {
      links[next].focus();
      links[next].closest(".entry")?.scrollIntoView({ block: "start" });
      event.preventDefault();
    }
  }

  /** The stroke leads to the search. @param {KeyboardEvent} event */
  function seek(event) {
    const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[rel=search]"));
    if (event.key !== "/" || !link) return;
    location.href = `${link.href}#q=`;
    event.preventDefault();
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

  /** While the event goes on: how long ago the last time of a line was, behind it, in room that is free. @param {string} form */
  function tellAge(form) {
    // A language that the browser does not know would be told in another one.
    if (!Intl.RelativeTimeFormat?.supportedLocalesOf(lang).length) return;
    const ago = new Intl.RelativeTimeFormat(lang, /** @type {{}} */ (digits));
    const lines = new Map(/** @type {HTMLTimeElement[]} */ (all("main time[datetime*=T]")).map((time) => [time.closest("p, li, dd, td"), { time, note: document.createElement("span") }]));
    const tell = () => {
      for (const [line, { time, note }] of lines) {
        const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 60000);
        note.remove();
        if (!line || !(minutes >= 0 && minutes < 1440)) continue;
        note.className = "ago";
        note.textContent = ` ${form.replace("{ago}", minutes < 60 ? ago.format(-minutes, "minute") : ago.format(-Math.floor(minutes / 60), "hour"))}`;
        line.append(note);
        const [own, room] = [note, line].map((part) => part.getBoundingClientRect());
        if (own && room && (own.left < room.left - 1 || own.right > room.right + 1)) note.remove();
      }
    };
    tell();
    setInterval(tell, 60000);
  }

  const list = document.querySelector("[data-lead]");
  if (list instanceof HTMLElement) leadOn(list);
  const panel = document.querySelector(".filters");
  if (panel instanceof HTMLElement) filter(panel);
  uncover(all(".cover-always input"));
  entries().forEach(offerLink);
  document.addEventListener("come", ({ target }) => all("article", /** @type {Element} */ (target)).forEach(offerLink));
  /** @type {HTMLElement[]} */ (all(".share-address")).forEach(offerShare);
  for (const label of /** @type {HTMLElement[]} */ (all(".clock"))) offerClock(label);
  for (const index of /** @type {HTMLDetailsElement[]} */ (all(".bearings-days"))) foldAgain(index);
  if (words.ago) tellAge(words.ago);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]"))) return;
    step(event);
    seek(event);
  });
})();
