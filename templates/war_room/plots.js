// The plots as columns of numbers, and which of them the filters let through.
const Plots = (() => {
  const { plots, states, places, programmes } = Room.data;
  const { words } = plots;
  const total = plots.programme.length;
  const word = (at) => words[at];
  const state = plots.key.map((stage) => states.findIndex((look) => look.word === stage.state));
  const overdue = new Uint8Array(total);
  for (const at of plots.overdue) overdue[at] = 1;
  const asks = new Uint16Array(total);
  for (const at of plots.overdue) asks[at] += 1;
  for (const [at, found] of Object.entries(plots.findings)) asks[at] += found.length;

  // A place's code as text once for each word, since thousands of plots share it.
  const province = words.map((text) => text.slice(0, 2));

  const filter = { programme: "", place: "", stage: "", overdue: false, finding: false };
  let shown = new Uint32Array(0);
  let absent = 0;

  const stageOf = (at) => plots.stages[Room.closing][at];
  const stateOf = (at) => (stageOf(at) < 0 ? -1 : state[stageOf(at)]);

  function keeps(at) {
    const code = plots.place[at];
    if (filter.programme !== "" && plots.programme[at] !== Number(filter.programme)) return false;
    if (filter.place !== "" && (filter.place.length === 2 ? province[code] : words[code]) !== filter.place) return false;
    if (!Room.latest()) return true; // what is overdue or to be mended is known of the latest closing only
    if (filter.overdue && !overdue[at]) return false;
    return !(filter.finding && !(at in plots.findings));
  }

  // One pass over all plots: 25,000 take a few milliseconds.
  function refilter() {
    const found = [];
    absent = 0;
    const wanted = filter.stage === "" ? null : filter.stage;
    for (let at = 0; at < total; at += 1) {
      if (!keeps(at)) continue;
      const stage = stageOf(at);
      if (stage < 0) absent += 1;
      else if (wanted === null || (wanted[0] === "s" ? `s${state[stage]}` : String(stage)) === wanted) found.push(at);
    }
    shown = Uint32Array.from(found);
    Room.tell("filtered");
  }

  function set(name, value) {
    filter[name] = value;
    refilter();
  }

  function options(select, entries) {
    for (const [value, text] of entries) select.append(Room.make("option", { value }, text));
  }

  // Provinces first, their districts below them; a district's page has nothing to choose from.
  function placeOptions() {
    const select = Room.byId("f-place");
    const groups = new Map();
    for (const [code, [name, district]] of Object.entries(places)) {
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push([code, district]);
    }
    const collator = new Intl.Collator("th");
    for (const [name, districts] of [...groups].sort((a, b) => collator.compare(a[0], b[0]))) {
      districts.sort((a, b) => collator.compare(a[1], b[1]));
      if (groups.size > 1) {
        const group = Room.make("optgroup", { label: name });
        options(group, [[districts[0][0].slice(0, 2), `ทั้งจังหวัด${name}`], ...districts]);
        select.append(group);
      } else options(select, districts);
    }
    select.closest(".field").hidden = Object.keys(places).length < 2;
  }

  function stageOptions() {
    const select = Room.byId("f-stage");
    states.forEach((look, number) => {
      const stages = plots.key.map((stage, at) => [String(at), stage.label, state[at]]).filter((one) => one[2] === number);
      const used = stages.filter(([at]) => plots.stages.some((month) => month.includes(Number(at))));
      if (!used.length) return;
      const group = Room.make("optgroup", { label: look.word });
      options(group, [[`s${number}`, look.word], ...used.filter(([, label]) => label !== look.word)]);
      select.append(group);
    });
  }

  function start() {
    options(Room.byId("f-programme"), programmes.map((name, at) => [String(at), name]));
    placeOptions();
    stageOptions();
    for (const name of ["programme", "place", "stage"]) {
      Room.byId(`f-${name}`).addEventListener("change", (event) => set(name, event.target.value));
    }
    for (const name of ["overdue", "finding"]) {
      Room.byId(`f-${name}`).addEventListener("change", (event) => set(name, event.target.checked));
    }
    Room.byId("filters").addEventListener("submit", (event) => event.preventDefault());
    Room.byId("filters").addEventListener("reset", () => {
      Object.assign(filter, { programme: "", place: "", stage: "", overdue: false, finding: false });
      refilter();
    });
    Room.on("closing", refilter);
  }

  const placeName = (at) => {
    const [name, district] = places[word(plots.place[at])];
    return Room.data.unit.level === "district" || Room.data.unit.level === "province" ? district : `${district} จ.${name}`;
  };
  const sheet = ([base, cell]) => (base ? word(base) + (cell ? `&range=${word(cell)}` : "") : "");

  return {
    start, refilter, set, word, stageOf, stateOf, placeName, sheet, asks, overdue, total,
    get shown() { return shown; },
    get absent() { return absent; },
    name: (at) => word(plots.name[at]),
    where: (at) => word(plots.where[at]),
    label: (at) => (stageOf(at) < 0 ? "ยังไม่มีในงวดนี้" : plots.key[stageOf(at)].label),
  };
})();
