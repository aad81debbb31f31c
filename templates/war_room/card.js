// A pin opened: one plot with all that may be said of it.
const Card = (() => {
  const { make, byId, data } = Room;
  const { plots, pictures } = data;
  const card = byId("card");
  let back = null; // what had the keyboard before

  function close() {
    if (card.hidden) return;
    card.hidden = true;
    Room.tell("closed");
    if (back && back.isConnected) back.focus();
  }

  function show(...content) {
    if (card.hidden) back = document.activeElement;
    const button = make("button", { type: "button", class: "close", "aria-label": "ปิด" }, "×");
    button.addEventListener("click", close);
    card.replaceChildren(button, ...content.flat().filter(Boolean));
    card.hidden = false;
    card.scrollTop = 0;
    card.focus({ preventScroll: true });
  }

  const link = (address, text) => make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);

  function facts(at) {
    const rows = [];
    for (const [heading, values] of Object.entries(plots.facts)) {
      if (values[at]) rows.push(make("dt", {}, heading), make("dd", {}, Plots.word(values[at])));
    }
    return rows.length ? make("dl", {}, rows) : null;
  }

  // How far the plot was at each closing, so that one that stands still is seen.
  function way(at) {
    if (data.closings.length < 2) return null;
    const steps = data.closings.map((name, month) => {
      const stage = plots.stages[month][at];
      return make("li", { "aria-current": month === Room.closing ? "step" : null },
        make("span", { class: "small" }, name), make("br"), stage < 0 ? "ยังไม่มี" : plots.key[stage].label);
    });
    return make("ol", { class: "way", "aria-label": "สถานะแต่ละงวด" }, steps);
  }

  // The latest first in the data; side by side they are read from the first to the latest.
  function photos(at) {
    const found = (plots.photos[at] || []).slice(0, 3).reverse();
    const names = { 1: ["ภาพล่าสุด"], 2: ["ก่อนหน้า", "ภาพล่าสุด"], 3: ["ภาพแรก", "ระหว่างทาง", "ภาพล่าสุด"] }[found.length];
    return found.length ? make("div", { class: "photos" }, found.map((picture, number) => make("figure", {},
      make("img", { src: pictures[picture], alt: `${names[number]} ${Plots.name(at)}` }),
      make("figcaption", {}, names[number])))) : null;
  }

  function list(title, items) {
    return items.length ? [make("h3", {}, title), make("ul", {}, items)] : [];
  }

  function tasks(at) {
    return list("แผนงาน", (plots.tasks[at] || []).map(([what, state, day]) => make("li", {},
      Plots.word(state) === "เลยกำหนด" ? make("span", { class: "mark m-hurry" }, "◐ เลยกำหนด") : Plots.word(state),
      ` ${Plots.word(what)}`, Plots.word(day) && make("span", { class: "small" }, ` ${Plots.word(day)}`))));
  }

  function findings(at) {
    return list("จุดที่ต้องแก้ไขหรือยืนยัน", (plots.findings[at] || []).map(([kind, ...cell]) => make("li", {},
      Plots.sheet(cell) ? link(Plots.sheet(cell), Plots.word(kind)) : Plots.word(kind))));
  }

  function links(at) {
    const found = [];
    if (plots.x[at] !== null) {
      found.push(link(`https://www.google.com/maps/search/?api=1&query=${plots.y[at]},${plots.x[at]}`, "เปิดใน Google Maps"));
    }
    const sheet = Plots.sheet(plots.link[at]);
    if (sheet) found.push(link(sheet, "แถวในชีต"));
    return found.length ? make("p", { class: "links" }, found) : null;
  }

  function open(at) {
    const owner = plots.owner.length ? Plots.word(plots.owner[at]) : "";
    const problem = plots.problem[at] ? Plots.word(plots.problem[at]) : "";
    const place = [Plots.placeName(at), Plots.where(at)].filter(Boolean).join(" ");
    show(
      make("p", { class: "office" }, data.programmes[plots.programme[at]]),
      make("h2", { id: "card-name" }, Plots.name(at)),
      make("p", {}, make("b", {}, Plots.label(at)), ` · ${place}`, owner && make("span", { class: "small" }, ` · ${owner}`)),
      !Room.latest() && make("p", { class: "small" }, "สถานะเป็นของงวดที่เลือก ส่วนรายละเอียดเป็นของงวดล่าสุด"),
      photos(at), way(at), facts(at), tasks(at), findings(at),
      problem && [make("h3", {}, "ปัญหา/อุปสรรค"), make("p", {}, problem)],
      links(at));
  }

  // Plots that lie on one and the same point: each by its name.
  function several(members) {
    const items = members.slice(0, 50).map((at) => {
      const button = make("button", { type: "button", class: "go" }, Plots.name(at));
      button.addEventListener("click", () => Room.tell("open", at));
      return make("li", {}, button, make("span", { class: "small" }, ` ${Plots.label(at)}`));
    });
    const rest = members.length > 50 ? make("p", { class: "small" }, `และอีก ${members.length - 50} รายการ`) : null;
    show(make("h2", { id: "card-name" }, `${members.length} รายการที่พิกัดเดียวกัน`), make("ul", {}, items), rest);
  }

  function start() {
    Room.on("open", open);
    Room.on("several", several);
    Room.on("filtered", () => { if (!card.hidden) close(); });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  }

  return { start, close };
})();
