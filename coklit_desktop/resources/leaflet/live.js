"use strict";
// The map inside the program: the program calls `coklit.…`, the page answers over the web channel.
function startLive(map, config) {
  new QWebChannel(qt.webChannelTransport, (channel) => {
    const program = channel.objects.bridge;
    const bridge = {
      writable: false,
      opened: (key) => program.opened(key),
      placed: (key, latitude, longitude) => program.placed(key, latitude, longitude),
      moved: (key, latitude, longitude) => program.moved(key, latitude, longitude),
      cancelled: () => program.cancelled(),
      shown: (count) => program.shown(count),
    };
    const households = new CoklitMap.HouseholdMap(map, config, bridge);
    window.coklit = {
      households,
      take(data, all) {
        households.take(data, all);
      },
      remove: (numbers) => households.remove(numbers),
      filter: (filter) => households.setFilter(filter),
      fit: () => households.fit(),
      select: (key, zoom) => households.select(key, zoom),
      placing: (key) => households.setPlacing(key),
      writable(on) {
        bridge.writable = on;
      },
      theme(name) {
        document.documentElement.dataset.theme = name;
      },
    };
    program.ready();
  });
}
