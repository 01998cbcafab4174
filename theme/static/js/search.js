// @ts-check
/**
 * The search: loads of the index what is asked for, finds, and shows. What is typed stays here, and in the part of the address that browsers keep to themselves.
 *
 * What the files of the index hold is said in plugins/dateline/search/shards.py and index.py.
 */
(() => {
  "use strict";

  /** What something begins with, and the name of its file: a shard, or a list of more such pairs. @typedef {[string | number, string][]} List */
  /** @typedef {{format: number, parts: string, count: number, kinds: number[], days: [string, number][], languages: string[], facets: List, words: List, texts: List, letters: Record<string, string>, rules: [string, string][], marks: string, squares: string}} Index */
  /** A stem: its forms; how much it counts in which documents; whether it is so common that it tells nothing. @typedef {{forms: string[], common: boolean, postings: string}} Stem */
  /** @typedef {{forms: Set<string>, beginnings: string[]}} Marked */
  /** Adds a stem, how well it fits, and which of its forms do: all, if none are named. @typedef {(stem: Stem, fit: number, forms?: string[]) => void} Add */
  /** Which typed words something whole has, and how much its parts count. @typedef {{has: Set<number>, scores: Map<number, number>}} Counted */
  /** @typedef {{document: number, whole: number, score: number, kind: number}} Found */
  /** Address, title, what is said of it, text, language where it is not the site's. @typedef {[string, string, string, string, string?]} Told */
  /** @typedef {{query: string, kind: string, certainty: string, day: string, language: string}} Asked */

  const FORMAT = 2, SHOWN = 10, EXCERPT = 240;
  // What is loaded does not grow with what is typed, nor with the site: so many words count, so many shards are looked through for each, and so many more for one that none has.
  const WORDS = 12, SHARDS = 4, FURTHER = 12;
  const CERTAINTIES = ["", "confirmed", "reported", "disputed"];
  const KINDS = ["entry", "article", "person", "place", "organisation", "source", "picture"];

  // --- The files of the index ----------------------------------------------------------------------------------------

  const base = /** @type {HTMLElement} */ (document.querySelector("[data-index]"));
  const indexAddress = new URL(base.dataset.index ?? "", location.href);
  const home = base.dataset.home ?? "";
  /** What waits for a file. @type {WeakMap<Element, (value: any) => void>} */
  const waiting = new WeakMap();
  /** What was asked for, by address. @type {Map<string, Promise<any>>} */
  const asked = new Map();
  /** Each file calls this. @param {unknown} value */
  const take = (value) => document.currentScript && waiting.get(document.currentScript)?.(value);
  Object.assign(window, { datelineIndex: take });

  /** @param {URL} address @returns {Promise<any>} */
  function load({ href }) {
    const known = asked.get(href);
    if (known) return known;
    const made = new Promise((done, failed) => {
      const script = document.createElement("script");
      waiting.set(script, done);
      script.onerror = () => {
        asked.delete(href);
        failed(new Error(href));
      };
      script.src = href;
      document.head.append(script);
    });
    asked.set(href, made);
    return made;
  }

  /** @type {Index} */
  let index;
  /** @type {[RegExp, string][]} */
  let rules;
  /** @type {RegExp} */
  let marks;
  /** @type {RegExp} */
  let word;
  /** @type {RegExp} */
  let squares;

  async function open() {
    if (index) return;
    const found = await load(indexAddress);
    if (found.format !== FORMAT) throw new Error("another format");
    index = found;
    rules = found.rules.map((/** @type {[string, string]} */ [pattern, put]) => [new RegExp(pattern, "g"), put]);
    marks = new RegExp(`[${found.marks}]+`, "g");
    squares = new RegExp(`[${found.squares}]+`, "g");
    word = new RegExp(`\\d+(?:[.,\\u00a0\\u202f\\u2009]\\d{3})+(?!\\d)|[\\p{L}\\p{N}\\u0900-\\u0963\\u0966-\\u0dff\\u0e30-\\u0e4e${found.marks}]+`, "gu");
  }

  /** @param {string} name */
  const part = (name) => load(new URL(index.parts + name, indexAddress));

  /**
   * What of a list may hold something between two others: one pair more than asked for where there is more.
   * @template {string | number} T @param {List} list @param {T} from @param {T} to @param {number} most @returns {Promise<[T, string][]>}
   */
  async function between(list, from, to, most) {
    /** @type {any[]} */
    const found = [];
    /** @param {T} upTo */
    const last = (upTo) => Math.max(0, list.filter(([first]) => first <= upTo).length - 1);
    for (const pair of list.slice(last(from), last(to) + 1)) {
      if (found.length > most) break;
      found.push(...(pair[1].startsWith("list-") ? await between(await part(pair[1]), from, to, most - found.length) : [pair]));
    }
    return found;
  }

  // --- Words ---------------------------------------------------------------------------------------------------------

  /** A word in the one spelling. @param {string} text */
  function spelt(text) {
    let made = [...text.toLowerCase().normalize("NFC")].map((letter) => index.letters[letter] ?? letter).join("").normalize("NFD").replace(marks, "");
    for (const [pattern, put] of rules) made = made.replace(pattern, put);
    return made;
  }

  /** Words as they stand in a text, with where they begin; of scripts without blanks each two signs. @param {string} text @returns {[string, number][]} */
  function words(text) {
    /** @type {[string, number][]} */
    const found = [];
    for (const match of text.matchAll(word)) {
      let start = 0;
      for (const run of match[0].matchAll(squares)) {
        if (run.index > start) found.push([match[0].slice(start, run.index), match.index + start]);
        for (let at = 0; at < Math.max(1, run[0].length - 1); at++) found.push([run[0].slice(at, at + 2), match.index + run.index + at]);
        start = run.index + run[0].length;
      }
      if (start < match[0].length) found.push([match[0].slice(start), match.index + start]);
    }
    return found;
  }

  /** @type {Map<string, Stem[]>} */
  const read = new Map();

  /** The stems of a shard. @param {string} name @returns {Promise<Stem[]>} */
  async function stems(name) {
    const text = await part(name);
    let found = read.get(name);
    if (!found) {
      found = /** @type {string} */ (text).split(" ").map((line) => {
        const [written = "", postings = ""] = line.split("=");
        let before = "";
        const forms = written.split(",").map((form, at) => (before = at ? before.slice(0, parseInt(form[0] ?? "0", 36)) + form.slice(1) : form));
        return { forms, common: postings[0] === "!", postings: postings.replace("!", "") };
      });
      read.set(name, found);
    }
    return found;
  }

  /** The shards in which words that begin as one does may stand: as many letters count as are needed. @param {string} typed @returns {Promise<string[]>} */
  async function shardsOf(typed) {
    for (let letters = 3; ; letters++) {
      const beginning = typed.slice(0, letters);
      const found = await between(index.words, beginning, `${beginning}\uffff`, SHARDS);
      if (found.length <= SHARDS || letters >= typed.length) return found.slice(0, SHARDS).map(([, name]) => name);
    }
  }

  /** The shards in which a word may stand that was typed with one wrong letter: the third or the second, the first ones exchanged, one too many or too few before it, any. @param {string} typed */
  async function* further(typed) {
    const [one = "", two = "", three = ""] = typed;
    const seen = new Set(await shardsOf(typed));
    const most = seen.size + FURTHER;
    for (const beginning of [one + two, two + one + three, two + three, one, ""]) {
      for (const [, name] of await between(index.words, beginning, `${beginning}\uffff`, FURTHER)) {
        if (seen.size >= most) return;
        if (!seen.has(name)) yield name;
        seen.add(name);
      }
    }
  }

  /** Whether one letter too many, too few, wrong or exchanged makes one word of the other. @param {string} one @param {string} other */
  function near(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at++;
    const a = one.slice(at), b = other.slice(at);
    return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
  }

  /**
   * The stems that a typed word may mean, each with how well it fits: as it is; as the beginning of a longer one, with `last` also where it is a whole word; with an
   * ending that no text has; with one wrong letter. `widely` are also those that begin alike ("захват", "захвачен").
   * @param {string} typed @param {boolean} last @param {boolean} widely @param {Marked} marked @returns {Promise<[Stem, number][]>}
   */
  async function meant(typed, last, widely, marked) {
    /** @type {Map<Stem, number>} */
    const found = new Map();
    /** @type {Add} */
    const add = (stem, fit, forms = stem.forms) => {
      found.set(stem, Math.max(found.get(stem) ?? 0, fit));
      for (const form of forms) marked.forms.add(form);
    };
    const close = (await Promise.all((await shardsOf(typed)).map(stems))).flat();
    for (const stem of close) if (stem.forms.includes(typed)) add(stem, 1);
    const whole = found.size > 0;
    if (typed.length > 1 && (last || !whole)) begun(typed, close, whole ? 0.3 : 0.8, add);
    if (!found.size) ended(typed, close, add);
    if (!found.size && typed.length > 3) {
      wrong(typed, close, add);
      // The wrong letter may be one of the first.
      if (!found.size) {
        for await (const name of further(typed)) {
          wrong(typed, await stems(name), add);
          if (found.size) break;
        }
      }
    }
    if (typed.length > 4 && (widely || !found.size)) alike(typed, close.filter((stem) => !found.has(stem)), add);
    return [...found];
  }

  // What follows adds of some stems those that a typed word may mean.

  /** As the beginning of a longer word: the less is missing, the better. @param {string} typed @param {Stem[]} among @param {number} most @param {Add} add */
  function begun(typed, among, most, add) {
    /** @type {[Stem, number, string[]][]} */
    const found = [];
    for (const stem of among) {
      const forms = stem.forms.filter((form) => form.startsWith(typed) && form !== typed);
      if (forms[0]) found.push([stem, typed.length / forms[0].length, forms]);
    }
    found.sort((one, other) => other[1] - one[1]);
    for (const [stem, share, forms] of found.slice(0, 80)) add(stem, most * share, forms);
  }

  /** With an ending that no text has: the longest beginning of it that is a word. @param {string} typed @param {Stem[]} among @param {Add} add */
  function ended(typed, among, add) {
    let longest = 0;
    /** @type {Stem[]} */
    let best = [];
    for (const stem of among) {
      for (const form of stem.forms) {
        const rest = typed.length - form.length;
        if (form.length < longest || form.length < 4 || rest < 1 || rest > Math.min(7, form.length + 1) || !typed.startsWith(form)) continue;
        if (form.length > longest) best = [];
        longest = form.length;
        best.push(stem);
      }
    }
    for (const stem of best) add(stem, 0.7);
  }

  /** With one wrong letter, in a longer word too. @param {string} typed @param {Stem[]} among @param {Add} add */
  function wrong(typed, among, add) {
    for (const stem of among) {
      const forms = stem.forms.filter((form) => near(typed, form) || (typed.length > 4 && form.length > typed.length && near(typed, form.slice(0, typed.length))));
      if (forms[0]) add(stem, forms[0].length - typed.length > 1 ? 0.3 : 0.5, forms);
    }
  }

  /** As another form of a word that begins alike. @param {string} typed @param {Stem[]} among @param {Add} add */
  function alike(typed, among, add) {
    const beginning = typed.slice(0, Math.max(4, typed.length - 2));
    for (const stem of among) {
      const forms = stem.forms.filter((form) => form.startsWith(beginning) && form.length < typed.length + 5);
      if (forms[0]) add(stem, 0.3, forms);
    }
  }

  // --- Documents -----------------------------------------------------------------------------------------------------

  /** What may be shown: a test for documents. @param {Asked} wanted @returns {Promise<(document: number) => boolean>} */
  async function allowed({ kind, certainty, day, language }) {
    let first = 0, end = index.count;
    if (kind) {
      const at = KINDS.indexOf(kind);
      first = index.kinds.slice(0, at).reduce((sum, count) => sum + count, 0);
      end = first + (index.kinds[at] ?? 0);
    }
    if (day) {
      let from = 0, start = -1, stop = 0;
      for (const [name, count] of index.days) {
        if (name.startsWith(day)) {
          if (start < 0) start = from;
          stop = from + count;
        }
        from += count;
      }
      first = Math.max(first, start < 0 ? end : start);
      end = Math.min(end, stop);
    }
    const facets = certainty || language ? (await Promise.all(index.facets.map(([, name]) => part(name)))).join("") : "";
    return (document) => {
      if (document < first || document >= end) return false;
      const facet = facets.charCodeAt(document) - 48;
      return (!certainty || CERTAINTIES[facet % 4] === certainty) && (!language || index.languages[facet >> 2] === language);
    };
  }

  /** Each document of a stem, how much it counts there, and the first part of the text that the document is a part of. @param {Stem} stem @param {(document: number, weight: number, whole: number) => void} each */
  function postings(stem, each) {
    let at = -1;
    for (const [, weight = "A", step, part] of stem.postings.matchAll(/([A-Z])([0-9a-z]*)(?:\.([0-9a-z]+))?/g)) {
      at += step ? parseInt(step, 36) : 1;
      each(at, weight.charCodeAt(0) - 64, part ? at - parseInt(part, 36) : at);
    }
  }

  /** What has most of the words asked for; where nothing has all of them, these are taken more widely. @param {Asked} wanted @param {boolean} [widely] @returns {Promise<{found: Found[], marked: Marked}>} */
  async function find(wanted, widely = false) {
    await open();
    const typed = [...new Set(words(wanted.query).map(([text]) => spelt(text)))].filter(Boolean).slice(0, WORDS);
    /** @type {Marked} */
    const marked = { forms: new Set(), beginnings: [] };
    const fits = await allowed(wanted);
    /** By the first part of each. @type {Map<number, Counted>} */
    const counted = new Map();
    const stemsOf = await Promise.all(typed.map((text, at) => meant(text, at === typed.length - 1, widely, marked)));
    const telling = stemsOf.filter((found, at) => count(found, at, fits, counted)).length;
    let most = 0;
    for (const { has } of counted.values()) most = Math.max(most, has.size);
    if (most < telling && !widely) return find(wanted, true);
    return { found: most || telling < typed.length ? ranked(counted, most) : [], marked };
  }

  /**
   * Counts a typed word in what fits, and tells whether it tells anything: one that is common is no reason to show a text.
   * @param {[Stem, number][]} found @param {number} at @param {(document: number) => boolean} fits @param {Map<number, Counted>} counted
   */
  function count(found, at, fits, counted) {
    const common = found.some(([stem, fit]) => fit === 1 && stem.common);
    /** How much the word counts in each document, and what that is a part of. @type {Map<number, [number, number]>} */
    const scores = new Map();
    for (const [stem, fit] of found) postings(stem, (document, weight, whole) => scores.set(document, [Math.max(scores.get(document)?.[0] ?? 0, weight * fit), whole]));
    // Of all that is meant together: a word may have a stem in each language, and the one of few texts says no more than the other.
    const rare = Math.log(1 + index.count / (scores.size + 1)) * (common ? 0.3 : 1);
    for (const [document, [weight, whole]] of scores) {
      if (!fits(document)) continue;
      const known = counted.get(whole) ?? { has: new Set(), scores: new Map() };
      counted.set(whole, known);
      if (!common) known.has.add(at);
      known.scores.set(document, (known.scores.get(document) ?? 0) + weight * rare);
    }
    return !common;
  }

  /** What has the most words, best first. @param {Map<number, Counted>} counted @param {number} most @returns {Found[]} */
  function ranked(counted, most) {
    /** @type {Found[]} */
    const found = [];
    for (const [whole, { has, scores }] of counted) {
      if (has.size < most) continue;
      const [best, own] = [...scores].reduce((one, other) => (other[1] > one[1] ? other : one));
      // Of an article, which has many parts, the best counts most, and its first with the title.
      found.push({ document: best, whole, score: best === whole ? own : own + 0.5 * (scores.get(whole) ?? 0), kind: kindOf(best) });
    }
    return found.sort((one, other) => other.score - one.score || one.document - other.document);
  }

  /** @param {number} document */
  function kindOf(document) {
    let end = 0;
    return index.kinds.findIndex((count) => document < (end += count));
  }

  /** The documents themselves. @param {Found[]} found @returns {Promise<Told[]>} */
  async function texts(found) {
    return Promise.all(
      found.map(async ({ document }) => {
        const [[first, name] = [0, ""]] = await between(index.texts, document, document, 1);
        return (await part(name))[document - first];
      }),
    );
  }

  // --- What is shown -------------------------------------------------------------------------------------------------

  /** Where words that were found stand in a text: from, to. @param {string} text @param {Marked} marked @returns {[number, number][]} */
  const placesIn = (text, marked) => words(text).filter(([found]) => marked.forms.has(spelt(found))).map(([found, start]) => [start, start + found.length]);

  /** A text with what was found marked, from one place to another. @param {string} text @param {[number, number][]} places @param {number} from @param {number} to */
  function markedText(text, places, from, to) {
    const made = document.createDocumentFragment();
    let at = from;
    for (const [start, end] of places) {
      if (start < at || end > to) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      made.append(text.slice(at, start), mark);
      at = end;
    }
    made.append(text.slice(at, to));
    return made;
  }

  /** The piece of a text in which most of what was found stands closest. @param {string} text @param {[number, number][]} places @returns {[number, number]} */
  function piece(text, places) {
    let best = 0, most = 0;
    for (const [start] of places) {
      const count = places.filter(([other]) => other >= start && other < start + EXCERPT - 60).length;
      if (count > most) [best, most] = [start, count];
    }
    let from = best < 60 ? 0 : text.lastIndexOf(" ", best - 40) + 1;
    let to = from + EXCERPT;
    if (to >= text.length) to = text.length;
    else to = Math.max(text.lastIndexOf(" ", to), from + EXCERPT - 40);
    return [from, to];
  }

  /** @param {string} address */
  function link(address) {
    const [path = "", anchor] = address.split("#");
    // From a disk a folder is no page.
    const folder = home.endsWith("index.html") ? home.slice(0, -"index.html".length) : home;
    const file = home.endsWith("index.html") && (path === "" || path.endsWith("/")) ? `${path}index.html` : path;
    return folder + file + (anchor ? `#${anchor}` : "");
  }

  const { lang, dataset } = document.documentElement;
  const number = new Intl.NumberFormat(lang, { numberingSystem: dataset.digits ?? "latn", useGrouping: false });
  const field = /** @type {HTMLInputElement} */ (base.querySelector("input"));
  const lists = /** @type {HTMLSelectElement[]} */ ([...base.querySelectorAll("select")]);
  const status = /** @type {HTMLElement} */ (base.querySelector("[role=status]"));
  const more = /** @type {HTMLButtonElement} */ (base.querySelector("button"));
  const results = document.createElement("ol"); // an empty list is none
  results.className = "search-results";
  more.before(results);
  const names = base.nextElementSibling;
  /** What kinds are called. */
  const kindsOf = new Map([...(lists.find((list) => list.name === "kind")?.options ?? [])].map((option) => [option.value, option.text]));

  /** @template {keyof HTMLElementTagNameMap} T @param {T} name @param {string} className @param {(Node | string)[]} inner */
  function element(name, className, ...inner) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inner);
    return made;
  }

  /** @param {Found} found @param {Told} told @param {Marked} marked */
  function result({ kind }, [address, title, about, text, spoken = lang], marked) {
    const places = placesIn(text, marked);
    const [from, to] = piece(text, places);
    const named = element("a", "", markedText(title, placesIn(title, marked), 0, title.length));
    named.href = link(address);
    const label = kindsOf.get(KINDS[kind] ?? "") ?? "";
    // Words of the other direction are read in theirs, and stand on the side of the page's.
    const heading = element("h2", "search-title", element("bdi", "", named));
    const excerpt = element("p", "search-excerpt", element("bdi", "", from ? "… " : "", markedText(text, places, from, to), to < text.length ? " …" : ""));
    if (spoken !== lang) heading.lang = excerpt.lang = spoken;
    return element("li", "", element("p", "search-about", element("span", "", label), element("bdi", "", about)), heading, ...(text ? [excerpt] : []));
  }

  /** @returns {Asked} */
  function wanted() {
    const chosen = Object.fromEntries(lists.map((list) => [list.name, list.value]));
    return { query: field.value, kind: "", certainty: "", day: "", language: "", ...chosen };
  }

  let turn = 0, said = 0;

  /** Heard once, when nothing has been typed for a while. @param {string} text */
  function say(text) {
    clearTimeout(said);
    said = setTimeout(() => {
      if (status.textContent !== text) status.textContent = text;
    }, 400);
  }

  /** Finds what is asked for, and shows the first of it. */
  async function show() {
    const now = ++turn;
    const what = wanted();
    const asking = /[\p{L}\p{N}]/u.test(what.query);
    /** @param {boolean} hidden */
    const hideNames = (hidden) => names instanceof HTMLElement && (names.hidden = hidden);
    if (!asking) {
      hideNames(false);
      results.replaceChildren();
      more.hidden = true;
      say("");
      return;
    }
    try {
      const { found, marked } = await find(what);
      let shown = 0;
      const add = async () => {
        const next = found.slice(shown, shown + SHOWN);
        const told = await texts(next);
        if (now !== turn) return;
        const made = next.map((each, at) => result(each, /** @type {Told} */ (told[at]), marked));
        hideNames(made.length > 0);
        if (shown) results.append(...made);
        else results.replaceChildren(...made);
        // Whoever asked for more goes on from there.
        if (shown) made[0]?.querySelector("a")?.focus();
        shown += next.length;
        more.hidden = shown >= found.length;
      };
      more.onclick = () => void add();
      await add();
      if (now === turn) say(found.length ? (base.dataset.results ?? "").replace("{number}", number.format(found.length)) : (base.dataset.none ?? ""));
    } catch {
      if (now === turn) say(base.dataset.broken ?? "");
    }
  }

  /** What is asked for stands in the fragment, which no browser sends. */
  function remember() {
    const state = new URLSearchParams();
    const { query, ...chosen } = wanted();
    if (query) state.set("q", query);
    for (const [name, value] of Object.entries(chosen)) if (value) state.set(name, value);
    const text = state.toString();
    try {
      history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
    } catch {
      // From a disk some browsers allow no address of its own: it is found all the same.
    }
  }

  function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    if (!state.has("q") && !lists.some((list) => state.has(list.name))) return;
    field.value = state.get("q") ?? "";
    for (const list of lists) list.value = [...list.options].some((option) => option.value === state.get(list.name)) ? (state.get(list.name) ?? "") : "";
    field.focus();
    void show();
  }

  let typed = 0;
  field.addEventListener("input", () => {
    clearTimeout(typed);
    typed = setTimeout(() => {
      remember();
      void show();
    }, 120);
  });
  base.addEventListener("change", (event) => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    remember();
    void show();
  });
  window.addEventListener("hashchange", recall);
  // Here the stroke leads to the field, and leaves what is in it.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea")) return;
    field.focus();
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  base.hidden = false;
  recall();
})();
