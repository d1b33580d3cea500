"use strict";
// The page is whole without this: it opens a document when it is asked for, sorts and filters the table, and shows a finding's note
// beside its words.
(() => {
  // unpack makes packed letters the text that they were: base64, and in it the blocks of RFC 1951. Browsers can do the second by
  // themselves (DecompressionStream), the older ones not, and none of them while the page waits to go to a place in the document.
  const unpack = (letters) => {
    const from = Uint8Array.from(atob(letters), (c) => c.charCodeAt(0));
    let to = new Uint8Array(8 * from.length), n = 0, at = 0;
    const put = (byte) => {
      if (n === to.length) { const more = new Uint8Array(2 * n); more.set(to); to = more; }
      to[n++] = byte;
    };
    const bits = (count) => {
      let v = 0;
      for (let i = 0; i < count; i++, at++) v |= (from[at >> 3] >> (at & 7) & 1) << i;
      return v;
    };
    // A code is how many words of each length it has, and what they stand for, in the order of the words.
    const code = (lengths) => {
      const counts = new Array(16).fill(0), starts = [0, 0], means = [];
      for (const l of lengths) if (l > 0) counts[l]++;
      for (let l = 1; l < 15; l++) starts[l + 1] = starts[l] + counts[l];
      lengths.forEach((l, s) => { if (l > 0) means[starts[l]++] = s; });
      return { counts, means };
    };
    const next = ({ counts, means }) => {
      for (let l = 1, word = 0, first = 0, before = 0; l < 16; l++) {
        word = word << 1 | bits(1);
        if (word - first < counts[l]) return means[before + word - first];
        before += counts[l];
        first = first + counts[l] << 1;
      }
      throw new Error("this report is damaged: a document in it does not unpack");
    };
    const several = (n, v) => new Array(n).fill(v);
    const fixed = [code([...several(144, 8), ...several(112, 9), ...several(24, 7), ...several(8, 8)]), code(several(30, 5))];
    const own = () => { // the codes that a block brings with it
      const literals = bits(5) + 257, distances = bits(5) + 1, count = bits(4) + 4, small = several(19, 0), lengths = [];
      [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].slice(0, count).forEach((s) => { small[s] = bits(3); });
      for (const c = code(small); lengths.length < literals + distances;) {
        const s = next(c);
        if (s < 16) lengths.push(s);
        else if (s === 16) lengths.push(...several(3 + bits(2), lengths.at(-1)));
        else lengths.push(...several(s === 17 ? 3 + bits(3) : 11 + bits(7), 0));
      }
      return [code(lengths.slice(0, literals)), code(lengths.slice(literals))];
    };
    for (let last = 0; !last;) {
      last = bits(1);
      const kind = bits(2);
      if (kind === 0) {
        at = at + 7 & ~7;
        const length = bits(16);
        bits(16); // the length once more, to check by
        for (let i = 0; i < length; i++) put(bits(8));
        continue;
      }
      const [literals, distances] = kind === 1 ? fixed : own();
      for (let s = next(literals); s !== 256; s = next(literals)) {
        if (s < 256) { put(s); continue; }
        const more = s < 265 || s === 285 ? 0 : s - 261 >> 2;
        const length = s === 285 ? 258 : s < 265 ? s - 254 : (4 + (s - 261 & 3) << more) + 3 + bits(more);
        const d = next(distances), far = d < 4 ? 0 : d - 2 >> 1;
        const back = d < 4 ? d + 1 : (2 + (d & 1) << far) + 1 + bits(far);
        for (let i = 0; i < length; i++) put(to[n - back]);
      }
    }
    return new TextDecoder().decode(to.subarray(0, n));
  };

  // A document's part is text until it is opened, and must be part of the page before the browser goes to it.
  const open = (hash) => {
    const n = /^#d(\d+)/.exec(hash), part = n && document.getElementById(`p${n[1]}`);
    if (!part) return false;
    part.outerHTML = part.tagName === "SCRIPT" ? unpack(part.textContent) : part.textContent;
    return true;
  };
  document.addEventListener("click", (e) => { const a = e.target.closest("a[href^='#d']"); if (a) open(a.hash); });
  let last = "";
  const go = () => {
    if (open(location.hash)) location.replace(location.hash);
    const list = document.querySelector("#list");
    if (!list) return;
    const at = /^#d\d+/.exec(location.hash);
    if (at) last = at[0];
    else if (last) {
      const link = list.querySelector(`a[href="${last}"]`);
      if (link && !link.closest("tr").hidden) link.focus();
      last = "";
    }
  };
  window.addEventListener("hashchange", go);
  document.addEventListener("DOMContentLoaded", go); // the documents stand behind this script

  const table = document.querySelector("#list table");
  if (table) {
    const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
    let known = null; // what is told of the rows, from when it is first asked for
    const rows = () => known ??= [...body.rows].map((row) => ({ row, words: row.textContent.toLowerCase(), rules: ` ${row.dataset.rules} `, score: Number(row.dataset.score) }));
    const value = (row, i) => { const c = row.cells[i]; return c.dataset.v !== undefined ? Number(c.dataset.v) : c.textContent.toLowerCase(); };
    heads.forEach((th, i) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...th.childNodes);
      th.append(button);
      button.addEventListener("click", () => {
        const up = th.getAttribute("aria-sort") === "descending" || (!th.hasAttribute("aria-sort") && !th.classList.contains("n"));
        for (const other of heads) other.removeAttribute("aria-sort");
        th.setAttribute("aria-sort", up ? "ascending" : "descending");
        table.caption.textContent = `By ${th.textContent.toLowerCase()}, ${up ? "ascending" : "descending"}.`;
        for (const r of rows()) r.value = value(r.row, i);
        known.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0) * (up ? 1 : -1));
        body.append(...known.map((r) => r.row));
      });
    });
    const controls = document.querySelector(".controls"), said = document.querySelector("#said");
    controls.hidden = false;
    const [words, rule, least] = ["words", "rule", "least"].map((n) => controls.querySelector(`[name=${n}]`));
    const filter = () => {
      const wanted = words.value.trim().toLowerCase();
      let n = 0;
      for (const r of rows()) {
        const show = r.words.includes(wanted) && (rule.value === "" || r.rules.includes(" " + rule.value + " ")) && (least.value === "" || r.score >= Number(least.value));
        if (r.row.hidden === show) r.row.hidden = !show;
        if (show) n++;
      }
      said.textContent = `${n} of ${known.length} shown`;
    };
    controls.addEventListener("input", filter);
    controls.addEventListener("submit", (e) => e.preventDefault());
    if (words.value || rule.value || least.value) filter(); // what a browser kept from before
    else said.textContent = `${body.rows.length} of ${body.rows.length} shown`;
    performance.mark("ready");
  }

  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true"); // the note that it repeats is what describes the words
  document.body.append(tip);
  const hide = () => { tip.hidden = true; };
  let leaving = 0;
  const show = (e) => {
    if (tip.contains(e.target)) clearTimeout(leaving); // the pointer may go over the note
    const words = e.target.closest && e.target.closest("a.f");
    const note = words && document.getElementById(words.hash.slice(1));
    if (!note) return;
    clearTimeout(leaving);
    tip.replaceChildren(...[...note.children].map((c) => c.cloneNode(true)));
    tip.querySelectorAll("a").forEach((a) => a.replaceWith(...(a.className === "there" ? [] : a.childNodes)));
    tip.hidden = false;
    const at = words.getBoundingClientRect(), room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    const above = at.bottom + tip.offsetHeight + 8 > window.innerHeight && at.top > tip.offsetHeight + 8;
    tip.style.left = `${window.scrollX + Math.max(8, Math.min(at.left, room))}px`;
    tip.style.top = `${window.scrollY + (above ? at.top - tip.offsetHeight - 4 : at.bottom + 4)}px`;
  };
  const leave = () => { clearTimeout(leaving); leaving = setTimeout(hide, 200); };
  document.addEventListener("mouseover", show);
  document.addEventListener("focusin", show);
  document.addEventListener("mouseout", (e) => { if (tip.contains(e.target) || (e.target.closest && e.target.closest("a.f"))) leave(); });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    if (!tip.hidden) hide(); else if (document.querySelector("#list") && /^#d\d/.test(location.hash)) location.hash = "#list";
  });
})();
