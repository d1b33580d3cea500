"use strict";
// The page is whole without this: it opens a document when it is asked for, sorts and filters the table, and shows a finding's note
// beside its words.
(() => {
  // A document's part is text until it is opened, and must be part of the page before the browser goes to it.
  const parts = [...document.querySelectorAll("main > noscript")];
  const open = (hash) => {
    const n = /^#d(\d+)/.exec(hash), part = n && parts[n[1] - 1];
    if (!part) return false;
    delete parts[n[1] - 1];
    part.outerHTML = part.textContent;
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
  go();

  const table = document.querySelector("#list table");
  if (table) {
    const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
    const rows = [...body.rows].map((row) => ({ row, words: row.textContent.toLowerCase(), rules: " " + row.dataset.rules + " ", score: Number(row.dataset.score) }));
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
        for (const r of rows) r.value = value(r.row, i);
        rows.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0) * (up ? 1 : -1));
        body.append(...rows.map((r) => r.row));
      });
    });
    const controls = document.querySelector(".controls"), said = document.querySelector("#said");
    controls.hidden = false;
    const [words, rule, least] = ["words", "rule", "least"].map((n) => controls.querySelector(`[name=${n}]`));
    const filter = () => {
      const wanted = words.value.trim().toLowerCase();
      let n = 0;
      for (const r of rows) {
        const show = r.words.includes(wanted) && (rule.value === "" || r.rules.includes(" " + rule.value + " ")) && (least.value === "" || r.score >= Number(least.value));
        if (r.row.hidden === show) r.row.hidden = !show;
        if (show) n++;
      }
      said.textContent = `${n} of ${rows.length} shown`;
    };
    controls.addEventListener("input", filter);
    controls.addEventListener("submit", (e) => e.preventDefault());
    filter();
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
