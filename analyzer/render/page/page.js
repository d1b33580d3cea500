"use strict";
// The page is whole without this: it sorts and filters the table, and shows a finding's note beside its words.
(() => {
  const table = document.querySelector("#list table");
  if (table) {
    const body = table.tBodies[0], rows = [...body.rows];
    const value = (row, i) => { const c = row.cells[i]; return c.dataset.v !== undefined ? Number(c.dataset.v) : c.textContent.toLowerCase(); };
    [...table.tHead.rows[0].cells].forEach((th, i) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...th.childNodes);
      th.append(button);
      button.addEventListener("click", () => {
        const down = th.getAttribute("aria-sort") === "descending" || (!th.hasAttribute("aria-sort") && !th.classList.contains("n"));
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        th.setAttribute("aria-sort", down ? "ascending" : "descending");
        rows.sort((a, b) => { const x = value(a, i), y = value(b, i); return (x < y ? -1 : x > y ? 1 : 0) * (down ? 1 : -1); });
        body.append(...rows);
      });
    });
    const controls = document.querySelector(".controls"), said = document.querySelector("#said");
    controls.hidden = false;
    const [words, rule, least] = ["words", "rule", "least"].map((n) => controls.querySelector(`[name=${n}]`));
    const filter = () => {
      let n = 0;
      for (const row of rows) {
        const show = row.textContent.toLowerCase().includes(words.value.trim().toLowerCase()) &&
          (rule.value === "" || (" " + row.dataset.rules + " ").includes(" " + rule.value + " ")) &&
          (least.value === "" || Number(row.dataset.score) >= Number(least.value));
        row.hidden = !show;
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
  const show = (e) => {
    const words = e.target.closest && e.target.closest("a.f");
    if (!words) return;
    const note = document.getElementById(words.hash.slice(1));
    if (!note) return;
    tip.replaceChildren(...[...note.children].map((c) => c.cloneNode(true)));
    tip.querySelectorAll("a").forEach((a) => a.replaceWith(...a.childNodes));
    tip.querySelectorAll("[id]").forEach((n) => n.removeAttribute("id"));
    tip.hidden = false;
    const at = words.getBoundingClientRect(), room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    tip.style.left = `${window.scrollX + Math.max(8, Math.min(at.left, room))}px`;
    tip.style.top = `${window.scrollY + at.bottom + 4}px`;
  };
  const hide = () => { tip.hidden = true; };
  document.addEventListener("mouseover", show);
  document.addEventListener("focusin", show);
  document.addEventListener("mouseout", (e) => { if (e.target.closest && e.target.closest("a.f")) hide(); });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    if (!tip.hidden) hide(); else if (document.querySelector("#list")) location.hash = "#list";
  });
})();
