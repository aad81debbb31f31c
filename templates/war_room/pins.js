// Pins and clusters drawn on one canvas: 25,000 elements in the page would make every step wait.
const SIZE = 52; // pixels of a cluster's cell
const TOUCH = 14; // pixels within which a pin is meant
const BESIDE = [0, 30, -30, 48, -48]; // pixels below its place at which a name is tried

// The same shapes as in the mail's map; a state can be told by its shape alone.
function drawShape(context, shape, x, y, r) {
  context.beginPath();
  if (shape === "circle") context.arc(x, y, r, 0, 2 * Math.PI);
  else if (shape === "square") context.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
  else {
    const turns = { diamond: [4, -90], triangle: [3, -90], turned: [3, 90] }[shape];
    for (let corner = 0; corner < turns[0]; corner += 1) {
      const angle = ((turns[1] + (360 / turns[0]) * corner) * Math.PI) / 180;
      context.lineTo(x + 1.2 * r * Math.cos(angle), y + 1.2 * r * Math.sin(angle));
    }
    context.closePath();
  }
}

const PinLayer = L.Layer.extend({
  onAdd(map) {
    this._canvas = L.DomUtil.create("canvas", "pins");
    this._canvas.setAttribute("aria-hidden", "true");
    map.getPane("pins").appendChild(this._canvas);
    map.on("move zoomend resize viewreset", this.redraw, this);
    this._grids = new Map();
    this.redraw();
    Promise.all(["14px Sarabun", "bold 14px Sarabun"].map((face) => document.fonts.load(face, "กA"))).then(() => this.redraw());
  },

  // Forget the clusters: other plots are shown, or another month.
  refresh() {
    this._grids = new Map();
    this.redraw();
  },

  // Where the whole unit is seen, the pins of a part are one cluster, so that its name has room beside it;
  // nearer, pins that share a cell of the grid are.
  _grid() {
    const zoom = this._map.getZoom();
    if (this._grids.has(zoom)) return this._grids.get(zoom);
    const { x: longitudes, y: latitudes } = Room.data.plots;
    const scale = (256 * 2 ** zoom) / (2 * Math.PI);
    const cells = new Map();
    const digits = zoom > this.home ? 0 : { nation: 2, region: 2, province: 4 }[Room.data.unit.level] || 0;
    const parts = digits ? Room.data.plots.words.map((text) => text.slice(0, digits)) : [];
    for (const at of Plots.shown) {
      if (longitudes[at] === null) continue;
      const x = scale * ((longitudes[at] * Math.PI) / 180 + Math.PI);
      const y = scale * (Math.PI - Math.asinh(Math.tan((latitudes[at] * Math.PI) / 180)));
      const key = digits ? parts[Room.data.plots.place[at]] : Math.floor(x / SIZE) * 67108864 + Math.floor(y / SIZE);
      let cell = cells.get(key);
      if (!cell) cells.set(key, (cell = { x: 0, y: 0, members: [], counts: [] }));
      cell.x += x;
      cell.y += y;
      cell.members.push(at);
      const state = Plots.stateOf(at);
      cell.counts[state] = (cell.counts[state] || 0) + 1;
    }
    const found = [];
    for (const cell of cells.values()) {
      cell.x /= cell.members.length;
      cell.y /= cell.members.length;
      found.push(cell);
    }
    this._grids.set(zoom, found);
    return found;
  },

  redraw() {
    if (!this._map) return;
    const size = this._map.getSize();
    const ratio = window.devicePixelRatio || 1;
    if (this._canvas.width !== size.x * ratio || this._canvas.height !== size.y * ratio) {
      this._canvas.width = size.x * ratio;
      this._canvas.height = size.y * ratio;
      this._canvas.style.width = `${size.x}px`;
      this._canvas.style.height = `${size.y}px`;
    }
    L.DomUtil.setPosition(this._canvas, this._map.containerPointToLayerPoint([0, 0]));
    const context = this._canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.x, size.y);
    const origin = this._map.getPixelBounds().min;
    this._drawn = [];
    for (const cell of this._grid()) {
      const x = cell.x - origin.x;
      const y = cell.y - origin.y;
      if (x < -SIZE || y < -SIZE || x > size.x + SIZE || y > size.y + SIZE) continue;
      const r = cell.members.length === 1 ? this._pin(context, cell, x, y) : this._cluster(context, cell, x, y);
      this._drawn.push({ cell, x, y, r });
    }
    this._names(context, size);
  },

  // The names of the areas where they hide no pin and no other name: those that ask for most first, some not at all.
  _names(context, size) {
    const wall = document.body.classList.contains("wall");
    const height = wall ? 28 : 21;
    const taken = [];
    context.textAlign = "left";
    context.textBaseline = "middle";
    for (const { name, at, mark } of this.names || []) {
      const middle = this._map.latLngToContainerPoint(at);
      context.font = `bold ${wall ? 19 : 14}px Sarabun, sans-serif`;
      const sign = context.measureText(`${mark.sign} `).width;
      context.font = `${wall ? 19 : 14}px Sarabun, sans-serif`;
      const width = sign + context.measureText(name).width + 10;
      const boxes = BESIDE.map((down) => [middle.x - width / 2, middle.y + down - height / 2]);
      const free = boxes.find(([left, top]) => left > 0 && top > 0 && left + width < size.x && top + height < size.y
        && !taken.some(([x, y, w]) => left < x + w && x < left + width && top < y + height && y < top + height)
        && !this._drawn.some((one) => Math.abs(one.x - left - width / 2) < width / 2 + Math.min(one.r, 12)
          && Math.abs(one.y - top - height / 2) < height / 2 + one.r - 3));
      if (!free) continue;
      const [left, top] = free;
      taken.push([left, top, width]);
      context.fillStyle = "rgba(255, 255, 255, 0.84)";
      context.fillRect(left, top, width, height);
      context.fillStyle = "#1f2933";
      context.fillText(name, left + 5 + sign, top + height / 2 + 1);
      context.font = `bold ${wall ? 19 : 14}px Sarabun, sans-serif`;
      context.fillStyle = mark.colour;
      context.fillText(mark.sign, left + 5, top + height / 2 + 1);
    }
  },

  _pin(context, cell, x, y) {
    const at = cell.members[0];
    const look = Room.data.states[Plots.stateOf(at)];
    const open = at === this.open;
    drawShape(context, look.shape, x, y, open ? 11 : 7.5);
    context.fillStyle = look.colour;
    context.strokeStyle = open ? "#1f2933" : "#ffffff";
    context.lineWidth = open ? 3 : 1.5;
    context.fill();
    context.stroke();
    return TOUCH;
  },

  // A ring parted by state round the number of pins.
  _cluster(context, cell, x, y) {
    const count = cell.members.length;
    const r = Math.min(13 + 2.4 * Math.log2(count), 27);
    let angle = -Math.PI / 2;
    cell.counts.forEach((number, state) => {
      const end = angle + (2 * Math.PI * number) / count;
      context.beginPath();
      context.moveTo(x, y);
      context.arc(x, y, r, angle, end);
      context.fillStyle = Room.data.states[state].colour;
      context.fill();
      angle = end;
    });
    context.beginPath();
    context.arc(x, y, r - 4.5, 0, 2 * Math.PI);
    context.fillStyle = "#ffffff";
    context.fill();
    if (cell.members.includes(this.open)) {
      context.beginPath();
      context.arc(x, y, r + 2, 0, 2 * Math.PI);
      context.strokeStyle = "#1f2933";
      context.lineWidth = 3;
      context.stroke();
    }
    context.fillStyle = "#1f2933";
    context.font = `bold ${count < 1000 ? 14 : 12}px Sarabun, sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(Room.thousands(count), x, y + 1);
    return r;
  },

  // What lies under a point of the map's window, the last drawn first.
  under(point) {
    for (const one of [...(this._drawn || [])].reverse()) {
      if (Math.hypot(one.x - point.x, one.y - point.y) <= one.r) return one.cell;
    }
    return null;
  },
});
