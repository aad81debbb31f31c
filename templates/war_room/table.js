// The table beside the map: the same plots, sortable, a page at a time, and as CSV.
const Table = (() => {
  const { make, byId, data } = Room;
  const { plots } = data;
  const STEP = 100; // rows that are laid out at once
  const PRINTED = 500;
  let order = [], until = STEP, sorted = { by: "", down: false };
  const collator = new Intl.Collator("th", { numeric: true });

  const keys = {
    name: (at) => Plots.name(at),
    place: (at) => `${Plots.placeName(at)} ${Plots.where(at)}`,
    stage: (at) => Plots.stageOf(at),
    asks: (at) => -Plots.asks[at],
  };

  function sort() {
    order = Array.from(Plots.shown);
    const key = keys[sorted.by];
    if (!key) return;
    const values = new Map(order.map((at) => [at, key(at)]));
    const compare = typeof values.values().next().value === "string" ? collator.compare : (a, b) => a - b;
    order.sort((a, b) => compare(values.get(a), values.get(b)) || a - b);
    if (sorted.down) order.reverse();
  }

  function asking(at) {
    const found = [];
    if (!Room.latest()) return found;
    if (Plots.overdue[at]) found.push(make("span", { class: "mark m-hurry" }, "◐ เลยกำหนด"));
    const number = (plots.findings[at] || []).length;
    if (number) found.push(make("span", { class: "mark m-doubtful" }, `? แก้ไข ${number}`));
    return found;
  }

  function row(at) {
    const open = make("button", { type: "button", class: "go" }, Plots.name(at));
    open.addEventListener("click", () => Room.tell("open", at, true));
    const owner = plots.owner.length ? Plots.word(plots.owner[at]) : "";
    const look = data.states[Plots.stateOf(at)];
    const picture = make("canvas", { width: 24, height: 24, "aria-hidden": "true" });
    const context = picture.getContext("2d");
    drawShape(context, look.shape, 12, 12, 8);
    context.fillStyle = look.colour;
    context.fill();
    return make("tr", {},
      make("th", { scope: "row" }, open, owner && make("span", { class: "small" }, ` ${owner}`)),
      make("td", {}, Plots.placeName(at), Plots.where(at) && make("span", { class: "small" }, ` ${Plots.where(at)}`)),
      make("td", { class: "state" }, make("span", {}, picture, make("span", {}, Plots.label(at)))),
      make("td", {}, asking(at)));
  }

  function draw() {
    byId("rows").replaceChildren(...order.slice(0, until).map(row));
    byId("more").hidden = order.length <= until;
    const whole = Plots.total === order.length ? "" : ` จาก ${Room.thousands(Plots.total)}`;
    const absent = Plots.absent ? ` · ยังไม่มีในงวดนี้ ${Room.thousands(Plots.absent)}` : "";
    byId("count").textContent = `แสดง ${Room.thousands(order.length)}${whole} รายการ${absent}`;
  }

  function renew() {
    until = STEP;
    sort();
    draw();
  }

  function chosen(button) {
    const by = button.dataset.sort;
    sorted = { by, down: sorted.by === by && !sorted.down };
    for (const other of document.querySelectorAll("[data-sort]")) {
      const way = other === button ? (sorted.down ? "descending" : "ascending") : "none";
      other.closest("th").setAttribute("aria-sort", way);
    }
    renew();
  }

  // A cell that a spreadsheet would take for a formula is given as text; quotes are doubled.
  function cell(text) {
    const plain = String(text).replace(/[\r\n\t]+/g, " ");
    const safe = /^\s*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]/.test(plain) ? `'${plain}` : plain;
    return `"${safe.replace(/"/g, '""')}"`;
  }

  function csv() {
    const headings = Object.keys(plots.facts);
    const first = ["โครงการ", "แปลง/หมู่บ้าน", "พื้นที่", "ที่ตั้ง", "สถานะ", "เลยกำหนด", "จุดต้องแก้ไข", "ละติจูด", "ลองจิจูด"];
    const lines = [[...first, ...headings].map(cell).join(",")];
    for (const at of order) {
      const [province, district] = data.places[Plots.word(plots.place[at])];
      const point = [plots.y[at], plots.x[at]].map((value) => (value === null ? "" : value));
      lines.push([
        data.programmes[plots.programme[at]], Plots.name(at), `${district} ${province}`, Plots.where(at), Plots.label(at),
        Room.latest() && Plots.overdue[at] ? "ใช่" : "", (Room.latest() && (plots.findings[at] || []).length) || "", ...point,
        ...headings.map((heading) => Plots.word(plots.facts[heading][at])),
      ].map(cell).join(","));
    }
    return `\ufeff${lines.join("\r\n")}\r\n`;
  }

  function save() {
    const link = make("a", { download: `${data.unit.code}-${data.closings[Room.closing]}.csv` });
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function start() {
    Room.on("filtered", renew);
    for (const button of document.querySelectorAll("[data-sort]")) button.addEventListener("click", () => chosen(button));
    byId("more").addEventListener("click", () => { until += 5 * STEP; draw(); });
    byId("csv").addEventListener("click", save);
    byId("print").addEventListener("click", () => window.print());
    // Paper has no button for more: all that is shown is laid out, up to what a reader would turn pages for.
    window.addEventListener("beforeprint", () => {
      until = Math.max(until, PRINTED);
      draw();
      if (order.length > until) byId("count").append(` · พิมพ์ ${Room.thousands(until)} รายการแรก`);
    });
    window.addEventListener("afterprint", draw);
  }

  return { start, csv };
})();
