"use strict";
// The household map: draws points and clusters, filters them, lets one be placed or dragged.
// Used twice: inside the program (bridge = the program's side) and in the stand-alone file (bridge = null).
// What a person wrote only ever enters the page as text, never as HTML.
const CoklitMap = (function () {
  const INDONESIA = [[-11, 95], [6, 141]];
  const PLACING_ZOOM = 15; // about 5 m a pixel
  const GRID = L.GridLayer.extend({
    createTile() {
      const tile = document.createElement("div");
      tile.className = "grid";
      return tile;
    },
  });

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function number(value) {
    return value.toLocaleString("id-ID");
  }

  // "b2s1" -> {b: 2, s: 1}
  function readCounts(text) {
    const counts = {};
    for (const [, letter, count] of text.matchAll(/([a-z])(\d+)/g)) counts[letter] = Number(count);
    return counts;
  }

  function quantile(sorted, share) {
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  // Close together when near, far apart when a whole village is in sight.
  function clusterRadius(zoom) {
    return zoom <= 14 ? 64 : zoom === 15 ? 48 : zoom === 16 ? 36 : zoom === 17 ? 28 : 20;
  }

  class HouseholdMap {
    constructor(map, config, bridge) {
      this.map = map;
      this.states = config.states; // [{letter, word, svg}] as legends list them
      this.order = config.order; // letters, the winning one first
      this.bridge = bridge;
      this.households = new Map();
      this.filter = { tps: "", rt: "", rw: "", states: [] };
      this.selected = null;
      this.placing = null;
      this.tpsNames = [];
      this.icons = {};
      this.svg = {};
      this.words = {};
      for (const { letter, word, svg } of this.states) {
        this.words[letter] = word;
        this.svg[letter] = svg;
        this.icons[letter] = L.divIcon({ className: "point s-" + letter, html: svg, iconSize: [18, 18] });
      }
      map.invalidateSize(false); // folium made it before the panel took its room
      map.setMaxZoom(20);
      map.fitBounds(INDONESIA, { animate: false });
      map.setMinZoom(4);
      new GRID({ maxZoom: 20 }).addTo(map);
      L.control.zoom({ zoomInTitle: "Perbesar", zoomOutTitle: "Perkecil" }).addTo(map);
      L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
      this.addFitButton();
      this.labels = L.layerGroup().addTo(map);
      this.clusters = L.markerClusterGroup({
        maxClusterRadius: clusterRadius,
        iconCreateFunction: (cluster) => this.clusterIcon(cluster),
        showCoverageOnHover: false,
        animate: false,
        spiderLegPolylineOptions: { className: "leg", weight: 1 },
      }).addTo(map);
      this.clusters.on("animationend spiderfied", () => this.markSelected());
      map.on("moveend", () => this.markSelected());
      map.on("zoomend", () => this.thinLabels());
      map.on("click", (event) => this.placeAt(event.latlng));
      window.addEventListener("resize", () => this.resized());
      document.addEventListener("keydown", (event) => this.pressed(event));
    }

    // --- households

    // Take households; `all` replaces everything, else the named ones are added or changed.
    take(data, all) {
      if (all) {
        this.clusters.clearLayers();
        this.households.clear();
      }
      const fresh = [];
      for (const row of data.points) {
        const household = this.read(row, data.units);
        const known = this.households.get(household.number);
        if (known && known.marker) this.clusters.removeLayer(known.marker);
        this.households.set(household.number, household);
        if (this.show(household)) fresh.push(household.marker);
      }
      this.clusters.addLayers(fresh);
      this.refreshed();
    }

    remove(numbers) {
      for (const key of numbers) {
        const known = this.households.get(key);
        if (known && known.marker) this.clusters.removeLayer(known.marker);
        this.households.delete(key);
      }
      this.refreshed();
    }

    read(row, units) {
      const [key, latitude, longitude, label, groups, address] = row;
      const household = { number: key, label, address, groups: [], marker: null, state: null };
      household.latlng = latitude === null ? null : L.latLng(latitude, longitude);
      for (let i = 0; i < groups.length; i += 2) {
        const [tps, rt, rw] = units[groups[i]];
        household.groups.push({ tps, rt, rw, counts: readCounts(groups[i + 1]) });
      }
      return household;
    }

    // The state to draw under the filter, null if the household is not shown (as mapping/filters.py).
    stateOf(household, states = this.filter.states) {
      const { tps, rt, rw } = this.filter;
      const here = household.groups.filter((group) =>
        (!tps || group.tps === tps) && (!rt || group.rt === rt) && (!rw || group.rw === rw));
      const state = this.order.find((letter) => here.some((group) => group.counts[letter]));
      return state && (!states.length || states.includes(state)) ? state : null;
    }

    // Decide whether a household is on the map now, and how it looks; true if it has a marker.
    show(household) {
      household.state = this.stateOf(household);
      household.marker = null;
      if (household.state === null || household.latlng === null) return false;
      const marker = L.marker(household.latlng, {
        icon: this.icons[household.state],
        title: household.label + " · " + this.words[household.state],
        alt: household.label + " · " + this.words[household.state],
        riseOnHover: true,
        draggable: household.number === this.selected && this.canMove(),
      });
      marker.household = household;
      marker.on("click", () => this.clicked(household));
      marker.on("dragend", () => this.moved(household));
      marker.on("add", () => this.markSelected());
      household.marker = marker;
      return true;
    }

    setFilter(filter) {
      this.filter = Object.assign({ tps: "", rt: "", rw: "", states: [] }, filter);
      this.clusters.clearLayers();
      const markers = [];
      for (const household of this.households.values()) {
        if (this.show(household)) markers.push(household.marker);
      }
      this.clusters.addLayers(markers);
      this.refreshed();
    }

    refreshed() {
      let shown = 0;
      for (const household of this.households.values()) if (household.marker) shown += 1;
      this.drawLabels();
      this.markSelected();
      if (this.bridge) this.bridge.shown(shown);
      if (this.onRefreshed) this.onRefreshed(shown);
    }

    // --- looks

    clusterIcon(cluster) {
      const counts = {};
      const markers = cluster.getAllChildMarkers();
      for (const { household } of markers) counts[household.state] = (counts[household.state] || 0) + 1;
      const total = markers.length;
      const size = total < 10 ? 34 : total < 100 ? 40 : total < 1000 ? 48 : 56;
      const box = element("div", "ring");
      let parts = "";
      let start = 0;
      const said = [];
      for (const { letter, word } of this.states) {
        if (!counts[letter]) continue;
        const share = (100 * counts[letter]) / total;
        parts += `<circle class="s-${letter}" r="15.9155" cx="20" cy="20" pathLength="100"` +
          ` stroke-dasharray="${share.toFixed(2)} 100" stroke-dashoffset="${(-start).toFixed(2)}"/>`;
        start += share;
        said.push(number(counts[letter]) + " " + word.toLowerCase());
      }
      box.innerHTML = `<svg viewBox="0 0 40 40" width="${size}" height="${size}" aria-hidden="true">` +
        `<circle class="hub" r="19.4" cx="20" cy="20"/><g transform="rotate(-90 20 20)">${parts}</g></svg>`;
      box.append(element("b", "", number(total)));
      box.title = number(total) + " keluarga: " + said.join(", ");
      return L.divIcon({ className: "cluster", html: box, iconSize: [size, size] });
    }

    // One name a TPS, above its households; where two would touch, the one with fewer households waits.
    drawLabels() {
      const found = new Map();
      for (const household of this.households.values()) {
        if (!household.marker) continue;
        const tps = household.groups[0].tps;
        if (!found.has(tps)) found.set(tps, { tps, lat: [], lng: [] });
        found.get(tps).lat.push(household.latlng.lat);
        found.get(tps).lng.push(household.latlng.lng);
      }
      this.tpsNames = [...found.values()].sort((a, b) => b.lat.length - a.lat.length);
      for (const name of this.tpsNames) {
        const sorted = [name.lat, name.lng].map((values) => values.sort((a, b) => a - b));
        name.at = L.latLng(quantile(sorted[0], 0.97), quantile(sorted[1], 0.5));
      }
      this.thinLabels();
    }

    thinLabels() {
      this.labels.clearLayers();
      const taken = [];
      for (const { tps, at } of this.tpsNames) {
        const here = this.map.latLngToLayerPoint(at);
        if (taken.some((other) => Math.abs(other.x - here.x) < 84 && Math.abs(other.y - here.y) < 26)) continue;
        taken.push(here);
        const icon = L.divIcon({ className: "tps", html: element("span", "", "TPS " + tps), iconSize: [0, 0] });
        this.labels.addLayer(L.marker(at, { icon, interactive: false, keyboard: false, zIndexOffset: -9000 }));
      }
    }

    addFitButton() {
      const control = L.control({ position: "topleft" });
      control.onAdd = () => {
        const bar = element("div", "leaflet-bar");
        const button = element("a", "fit", "⤢");
        button.href = "#";
        button.title = "Tampilkan semua";
        button.setAttribute("role", "button");
        L.DomEvent.on(button, "click", (event) => {
          L.DomEvent.stop(event);
          this.fit();
        });
        bar.append(button);
        return bar;
      };
      control.addTo(this.map);
    }

    // Show all points; a few far-off ones (a phone that was elsewhere) do not shrink the village to a dot.
    fit() {
      const shown = [...this.households.values()].filter((household) => household.marker);
      if (!shown.length) return;
      const lat = shown.map((household) => household.latlng.lat).sort((a, b) => a - b);
      const lng = shown.map((household) => household.latlng.lng).sort((a, b) => a - b);
      const box = (low, high) => L.latLngBounds(
        [quantile(lat, low), quantile(lng, low)], [quantile(lat, high), quantile(lng, high)]);
      const whole = box(0, 1);
      const most = box(0.02, 0.98);
      const size = (bounds) => bounds.getSouthWest().distanceTo(bounds.getNorthEast());
      const use = shown.length >= 20 && size(whole) > 5 * size(most) ? most : whole;
      this.map.fitBounds(use, { padding: [36, 36], maxZoom: 18, animate: false });
    }

    // A panel that opens beside the map must not move the points under the mouse; what is in hand stays in sight.
    resized() {
      this.map.invalidateSize({ pan: false, debounceMoveend: true });
      const household = this.households.get(this.selected);
      if (household && household.marker) this.map.panInside(household.latlng, { padding: [40, 40] });
    }

    // --- one household in hand

    canMove() {
      return Boolean(this.bridge) && this.bridge.writable;
    }

    clicked(household) {
      if (this.placing !== null) {
        this.placeAt(household.latlng); // the same house
      } else if (this.bridge) {
        this.select(household.number, false);
        this.bridge.opened(household.number);
      } else {
        this.popup(household);
      }
    }

    select(key, zoom) {
      const before = this.households.get(this.selected);
      this.selected = key;
      const now = this.households.get(key);
      for (const household of [before, now]) {
        if (!household || !household.marker) continue;
        const draggable = household.number === key && this.canMove();
        household.marker.options.draggable = draggable;
        if (household.marker.dragging) household.marker.dragging[draggable ? "enable" : "disable"]();
      }
      if (zoom && now && now.marker) {
        this.clusters.zoomToShowLayer(now.marker, () => this.markSelected());
      }
      this.markSelected();
    }

    markSelected() {
      for (const old of this.map.getPane("markerPane").querySelectorAll(".selected")) {
        old.classList.remove("selected");
      }
      const household = this.households.get(this.selected);
      if (!household || !household.marker) return;
      const top = this.clusters.getVisibleParent(household.marker);
      if (top && top._icon) top._icon.classList.add("selected");
    }

    moved(household) {
      const at = household.marker.getLatLng();
      this.bridge.moved(household.number, at.lat, at.lng);
    }

    // --- placing: the next click on the map is the place of household `key`; null ends it

    setPlacing(key) {
      this.placing = key;
      this.map.getContainer().classList.toggle("placing", key !== null);
    }

    // From far away a click would miss by a street or more: it brings the spot near first.
    placeAt(latlng) {
      if (this.placing === null) return;
      if (this.map.getZoom() < PLACING_ZOOM) {
        this.map.setView(latlng, Math.min(PLACING_ZOOM, this.map.getZoom() + 4));
        return;
      }
      const key = this.placing;
      this.setPlacing(null);
      this.bridge.placed(key, latlng.lat, latlng.lng);
    }

    pressed(event) {
      if (this.placing === null) return;
      if (event.key === "Escape") {
        this.setPlacing(null);
        this.bridge.cancelled();
      } else if (event.key === "Enter" && document.activeElement === this.map.getContainer()) {
        this.placeAt(this.map.getCenter());
      }
    }

    // --- the stand-alone file's answer to a click

    popup(household) {
      const box = element("div", "card");
      box.append(element("h2", "", household.label));
      if (household.address) box.append(element("p", "", household.address));
      let members = 0;
      const counts = {};
      for (const group of household.groups) {
        box.append(element("p", "quiet", `TPS ${group.tps} · RT ${group.rt || "-"} / RW ${group.rw || "-"}`));
        for (const [letter, count] of Object.entries(group.counts)) {
          counts[letter] = (counts[letter] || 0) + count;
          members += count;
        }
      }
      box.append(element("p", "", number(members) + " pemilih"));
      for (const { letter, word } of this.states) {
        if (counts[letter]) box.append(this.line(letter, word, counts[letter]));
      }
      L.popup({ closeButton: true, offset: [0, -4] }).setLatLng(household.latlng).setContent(box).openOn(this.map);
    }

    line(letter, word, count) {
      const line = element("div", "state s-" + letter);
      line.innerHTML = this.svg[letter];
      line.append(element("span", "word", word), element("span", "count", number(count)));
      return line;
    }
  }

  return { HouseholdMap, element, number };
})();
