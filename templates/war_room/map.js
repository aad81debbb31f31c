// The map: areas coloured by how they stand, names, and the pins above them.
const Chart = (() => {
  const { data, make, byId } = Room;
  const { plots, parts } = data;
  const outlines = L.svg({ padding: 0.3 });
  let map, pins, areas, indicator = 0, spotlight = "";


  // All outlines, or else all pins but the outermost hundredth: a few slips would make the others small.
  function bounds() {
    const found = L.latLngBounds([]);
    for (const part of parts) for (const ring of part.rings) found.extend(ring);
    const inner = (values) => {
      const known = values.filter((value) => value !== null).sort((a, b) => a - b);
      return [known[Math.ceil(known.length / 100) - 1], known[known.length - Math.ceil(known.length / 100)]];
    };
    const [[south, north], [west, east]] = [inner(plots.y), inner(plots.x)];
    if (!found.isValid() && south !== undefined) found.extend([south, west]).extend([north, east]);
    return found.isValid() ? found : L.latLngBounds([5.6, 97.3], [20.5, 105.7]);
  }

  function standing(part) {
    return data.marks[part.stands[Room.closing][indicator]];
  }

  function drawAreas() {
    areas.clearLayers();
    for (const part of parts) {
      const look = standing(part);
      if (part.rings.length) {
        const area = L.polygon(part.rings.map((ring) => [ring]), {
          color: look.colour, weight: 1.2, fillColor: look.colour, fillOpacity: look.code === "unknown" ? 0.05 : 0.16,
        });
        if (part.code === spotlight) area.setStyle({ weight: 4 });
        if (data.unit.level !== "district") area.on("click", () => focus(part.code));
        areas.addLayer(area);
      }
    }
    tellAreas();
  }

  // The names for the canvas, and for those who do not see it the same as a list.
  function tellAreas() {
    const named = data.unit.level === "district" ? [] : parts.filter((part) => part.at);
    pins.names = named
      .map((part) => ({ name: part.name, at: part.at, mark: standing(part), turn: part.stands[Room.closing][indicator] }))
      .sort((a, b) => a.turn - b.turn);
    byId("areas").replaceChildren(...pins.names.map((one) => make("li", {}, `${one.name} ${one.mark.word}`)));
    pins.redraw();
  }

  // Where a part lies: its outline, or else its pins.
  function extent(code) {
    const found = L.latLngBounds([]);
    const part = parts.find((one) => one.code === code);
    for (const ring of part ? part.rings : []) found.extend(ring);
    if (!found.isValid()) {
      for (let at = 0; at < Plots.total; at += 1) {
        if (plots.x[at] !== null && Plots.word(plots.place[at]).startsWith(code)) found.extend([plots.y[at], plots.x[at]]);
      }
    }
    return found;
  }

  function focus(code) {
    const found = extent(code);
    if (found.isValid()) map.fitBounds(found, { padding: [60, 60], maxZoom: 13, animate: false });
  }

  function clicked(event) {
    const cell = pins.under(event.containerPoint);
    if (!cell) return;
    if (cell.members.length === 1) return void Room.tell("open", cell.members[0]);
    const around = L.latLngBounds(cell.members.map((at) => [plots.y[at], plots.x[at]]));
    const one = around.getNorthEast().distanceTo(around.getSouthWest()) < 15;
    if (one || map.getZoom() >= map.getMaxZoom()) Room.tell("several", cell.members);
    else {
      map.fitBounds(around, { padding: [60, 60], animate: false });
      if (map.getZoom() <= pins.home) map.setView(event.latlng, pins.home + 1.5, { animate: false }); // one lies far off
    }
  }

  function hovered(event) {
    const cell = pins.under(event.containerPoint);
    const box = map.getContainer();
    box.classList.toggle("over", Boolean(cell));
    box.title = !cell ? "" : cell.members.length > 1
      ? cell.counts.map((count, state) => `${data.states[state].word} ${count}`).filter(Boolean).join(" · ")
      : `${Plots.name(cell.members[0])} · ${Plots.label(cell.members[0])}`;
  }

  // The card lies over the right of the map, or over its foot on a telephone: the pin must not lie under it.
  function beside(at) {
    const card = byId("card").getBoundingClientRect();
    const box = map.getContainer().getBoundingClientRect();
    if (plots.x[at] === null || !card.width) return;
    const point = map.latLngToContainerPoint([plots.y[at], plots.x[at]]);
    const [left, top] = [card.left - box.left, card.top - box.top];
    const wide = card.width > box.width * 0.8;
    if (wide && point.y > top) map.panBy([0, point.y - top / 2], { animate: false });
    else if (!wide && point.x > left - 40) map.panBy([point.x - left / 2, 0], { animate: false });
  }

  // Each state with its shape, its word and how many of the shown plots are in it.
  const far = new Set(plots.far);

  function legend() {
    const box = byId("legend");
    const counts = data.states.map(() => 0);
    for (const at of Plots.shown) counts[Plots.stateOf(at)] += 1;
    const entries = data.states.map((look, number) => {
      if (!counts[number]) return null;
      const picture = make("canvas", { width: 36, height: 36, "aria-hidden": "true" });
      const context = picture.getContext("2d");
      drawShape(context, look.shape, 18, 18, 12);
      context.fillStyle = look.colour;
      context.fill();
      return make("li", {}, picture, `${look.word} `, make("b", {}, Room.thousands(counts[number])));
    });
    const chosen = make("ul", {}, entries.filter(Boolean));
    const notes = [];
    const unplaced = Plots.shown.reduce((sum, at) => sum + (plots.x[at] === null), 0);
    if (unplaced) notes.push(`ไม่มีหมุดบนแผนที่ ${Room.thousands(unplaced)} รายการ`);
    const astray = Plots.shown.reduce((sum, at) => sum + far.has(at), 0);
    if (astray) notes.push(`ในจำนวนนี้พิกัดอยู่นอกพื้นที่ ${Room.thousands(astray)} รายการ ขอให้ตรวจสอบ`);
    byId("legend-list").replaceChildren(chosen, notes.length ? make("p", { class: "small" }, notes.join(" · ")) : "");
    return box;
  }

  function chooser() {
    const box = byId("legend");
    if (data.unit.level !== "district" && parts.some((part) => part.at)) {
      const select = make("select", { id: "indicator" }, data.indicators.map((name, at) => make("option", { value: at }, name)));
      select.addEventListener("change", () => {
        indicator = Number(select.value);
        drawAreas();
        key();
      });
      box.append(make("div", { class: "field" }, make("label", { for: "indicator" }, "สีของพื้นที่ตาม"), select));
      box.append(make("ul", { id: "area-key", class: "marks" }));
    }
    box.append(make("div", { id: "legend-list" }));
  }

  function key() {
    const list = byId("area-key");
    if (!list) return;
    const counts = new Map();
    for (const part of parts) counts.set(standing(part).code, (counts.get(standing(part).code) || 0) + 1);
    list.replaceChildren(...data.marks.map((mark, at) => (counts.has(mark.code)
      ? make("li", {}, Room.mark(at), " ", make("b", {}, String(counts.get(mark.code)))) : "")));
  }

  function start() {
    map = L.map("map", {
      zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false, attributionControl: false,
      minZoom: 5, maxZoom: 19, zoomSnap: 0.25, renderer: outlines, zoomControl: false,
    });
    L.control.zoom({ zoomInTitle: "ขยาย", zoomOutTitle: "ย่อ", position: "topright" }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    if (data.tiles) {
      L.tileLayer(data.tiles, { maxZoom: 19 }).addTo(map);
      L.control.attribution({ prefix: false }).addAttribution(make("span", {}, data.credit).innerHTML).addTo(map);
    }
    map.createPane("pins").style.zIndex = 450; // above the areas, below their names
    areas = L.layerGroup().addTo(map);
    chooser();
    map.fitBounds(bounds(), { padding: [24, 24], animate: false });
    pins = new PinLayer();
    pins.home = map.getZoom();
    pins.addTo(map);
    drawAreas();
    key();
    map.on("click", clicked);
    map.on("mousemove", hovered);
    Room.on("filtered", () => { pins.refresh(); legend(); });
    Room.on("closing", () => { drawAreas(); key(); });
    Room.on("open", (at, far) => {
      pins.open = at;
      if (plots.x[at] !== null && (far || !map.getBounds().contains([plots.y[at], plots.x[at]]))) {
        map.setView([plots.y[at], plots.x[at]], Math.max(map.getZoom(), 13), { animate: false });
      }
      beside(at);
      pins.redraw();
    });
    Room.on("closed", () => { pins.open = undefined; pins.redraw(); });
    for (const button of document.querySelectorAll(".go")) button.addEventListener("click", () => focus(button.dataset.part));
    for (const [event, printing] of [["beforeprint", true], ["afterprint", false]]) {
      window.addEventListener(event, () => {
        const seen = map.getZoom() <= pins.home ? bounds() : map.getBounds();
        document.body.classList.toggle("printing", printing);
        outlines.options.padding = printing ? 0 : 0.3; // a drawing that reaches over the sheet's end goes to the next
        map.invalidateSize({ animate: false, pan: false });
        map.fitBounds(seen, { animate: false });
        drawAreas();
      });
    }
    new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false })).observe(byId("map"));
  }

  // One part in the light of the wall, or none.
  function spot(code) {
    spotlight = code;
    if (code) focus(code);
    else map.fitBounds(bounds(), { padding: [24, 24], animate: false });
    drawAreas();
  }

  return { start, spot, get map() { return map; } };
})();
