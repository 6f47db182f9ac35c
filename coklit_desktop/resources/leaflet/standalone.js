"use strict";
// The stand-alone file: legend and filters in one panel, and the list of households without a place.
function startStandalone(map, config) {
  const { HouseholdMap, element, number } = CoklitMap;
  const LIST_LIMIT = 2000;
  const data = JSON.parse(document.getElementById("points").textContent);
  const households = new HouseholdMap(map, config, null);
  const chosen = { tps: "", rt: "", rw: "", states: [] };
  const chips = document.getElementById("chips");
  const places = document.getElementById("unplaced");
  const all = [...new Set(data.points.map((row) => row[0]))].length;

  function addChip({ letter, word }) {
    const chip = element("button", "chip");
    chip.type = "button";
    chip.setAttribute("aria-pressed", "false");
    chip.append(households.line(letter, word, 0));
    chip.addEventListener("click", () => {
      const on = chip.getAttribute("aria-pressed") !== "true";
      chip.setAttribute("aria-pressed", String(on));
      chosen.states = on ? [...chosen.states, letter] : chosen.states.filter((other) => other !== letter);
      households.setFilter(chosen);
    });
    chip.dataset.letter = letter;
    chips.append(chip);
  }

  function fillSelect(name, position) {
    const select = document.getElementById(name);
    const values = [...new Set(data.units.map((unit) => unit[position]))].filter(Boolean).sort();
    for (const value of values) select.append(new Option(value, value));
    select.addEventListener("change", () => {
      chosen[name] = select.value;
      households.setFilter(chosen);
      households.fit();
    });
  }

  function countChips() {
    const counts = {};
    for (const household of households.households.values()) {
      const letter = households.stateOf(household, []);
      if (letter) counts[letter] = (counts[letter] || 0) + 1;
    }
    for (const chip of chips.children) {
      chip.querySelector(".count").textContent = number(counts[chip.dataset.letter] || 0);
    }
  }

  function listUnplaced() {
    const waiting = [...households.households.values()].filter((household) => !household.latlng && household.state);
    document.getElementById("unplaced-count").textContent = number(waiting.length);
    places.replaceChildren();
    for (const household of waiting.slice(0, LIST_LIMIT)) {
      const item = element("li", "s-" + household.state);
      item.innerHTML = households.svg[household.state];
      const { tps, rt, rw } = household.groups[0];
      const where = `${household.address || ""} · RT ${rt || "-"}/RW ${rw || "-"} · TPS ${tps}`;
      item.append(element("span", "word", household.label), element("span", "quiet", where.replace(/^ · /, "")));
      places.append(item);
    }
    if (waiting.length > LIST_LIMIT) {
      places.append(element("li", "quiet", `… dan ${number(waiting.length - LIST_LIMIT)} lagi; persempit dengan saringan.`));
    }
  }

  households.onRefreshed = (shown) => {
    document.getElementById("shown").textContent = `${number(shown)} dari ${number(all)} keluarga di peta`;
    document.getElementById("nothing").hidden = shown > 0;
    countChips();
    listUnplaced();
  };
  config.states.forEach(addChip);
  fillSelect("tps", 0);
  fillSelect("rt", 1);
  fillSelect("rw", 2);
  households.take(data, true);
  households.fit();
}
