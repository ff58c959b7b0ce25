// The picture of a cluster: routers above, reflectors in the middle, hosts below, a line for each session.
import {html, nothing, svg} from '/_static/lit-html/lit-html.js';
import {word} from './words.js';

const WIDTH = 960;
const BOX = {w: 118, h: 34};
const GAP = {x: 18, y: 22};
const TONE = {UP: 'good', CONNECTING: 'wait', DOWN: 'bad', DISABLED: 'off', UNKNOWN: 'wait'};

function places(points, y, width = BOX.w) {
  const rows = Math.ceil(points.length / Math.floor(WIDTH / (width + GAP.x) - 0.5));
  const perRow = Math.max(1, Math.ceil(points.length / rows));
  const step = WIDTH / (perRow + (rows > 1 ? 0.5 : 0));
  return new Map(points.map((point, i) => {
    const row = Math.floor(i / perRow);
    // Every other row stands in the gaps of the one above, so that its lines are seen.
    return [point.name, {x: step * ((i % perRow) + 0.5 + (row % 2) / 2), y: y + row * (BOX.h + GAP.y), point}];
  }));
}

const tone = ({sessions}) => (sessions.actual >= sessions.expected ? 'good' : sessions.actual > 0 ? 'wait' : 'bad');

const box = (kind, {x, y, point}) => {
  const inside = svg`
    <g class=${`point ${kind} ${tone(point)}`} transform=${`translate(${x - BOX.w / 2} ${y})`}>
      <title>${point.name}: ${point.sessions.clause}</title>
      <rect width=${BOX.w} height=${BOX.h} rx="7"></rect>
      <text x=${BOX.w / 2} y="15" text-anchor="middle">${point.name.length > 15 ? `${point.name.slice(0, 14)}…` : point.name}</text>
      <text class="small" x=${BOX.w / 2} y="28" text-anchor="middle">${point.sessions.actual}/${point.sessions.expected} up</text>
    </g>`;
  return kind === 'upstream' ? inside : svg`<a href=${`#/${kind}s/${encodeURIComponent(point.name)}`} aria-label=${`${point.name}: ${point.sessions.clause}`}>${inside}</a>`;
};

export function picture(cluster) {
  const upstreams = places(cluster.upstreams, 10);
  const reflectors = places(cluster.reflectors, upstreams.size ? 110 : 20);
  const lowest = Math.max(...[...reflectors.values()].map(({y}) => y), 10);
  const hosts = places(cluster.hosts, lowest + 100);
  const height = Math.max(...[...hosts.values()].map(({y}) => y), lowest) + BOX.h + 12;
  // What is not up is drawn last, over the others.
  const links = [...cluster.links].sort((a, b) => (a.state !== 'UP') - (b.state !== 'UP'));
  const lines = links.flatMap((session) => {
    const from = reflectors.get(session.reflector);
    const above = upstreams.get(session.peer);
    const to = above ?? hosts.get(session.peer) ?? reflectors.get(session.peer);
    if (!from || !to) return [];
    const [y1, y2] = above ? [from.y, to.y + BOX.h] : reflectors.has(session.peer) ? [from.y + BOX.h / 2, to.y + BOX.h / 2] : [from.y + BOX.h, to.y];
    const halo = session.state === 'UP' ? nothing : svg`<line class="halo" x1=${from.x} y1=${y1} x2=${to.x} y2=${y2}></line>`;
    return [svg`${halo}<line class=${TONE[session.state] ?? 'wait'} x1=${from.x} y1=${y1} x2=${to.x} y2=${y2}><title>${session.reflector} – ${session.peer}: ${word(session.state)}</title></line>`];
  });
  const left = cluster.hostsInAll - cluster.hosts.length;
  return html`
    <figure class="picture">
      <svg viewBox=${`0 0 ${WIDTH} ${height}`} role="group" aria-label=${`Cluster ${cluster.cluster}: ${cluster.reflectors.length} reflectors, ${cluster.hostsInAll} hosts, ${cluster.hostsWell} with every session up`}>
        <g class="links" aria-hidden="true">${lines}</g>
        ${[...upstreams.values()].map((place) => box('upstream', place))}
        ${[...reflectors.values()].map((place) => box('reflector', place))}
        ${[...hosts.values()].map((place) => box('host', place))}
      </svg>
      <figcaption><b>${cluster.cluster}</b> ${cluster.hostsWell} of ${cluster.hostsInAll} hosts have every session up.
        ${left > 0 ? html`<a href=${`#/hosts?cluster=${encodeURIComponent(cluster.cluster)}`}>${left} more hosts</a> are not drawn; those in trouble come first.` : nothing}</figcaption>
    </figure>`;
}
