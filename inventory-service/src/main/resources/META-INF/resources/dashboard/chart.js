// Convergence over time: a bar from p50 to p99 for each span in which subnets arrived.
import {html, svg} from '/_static/lit-html/lit-html.js';
import {empty} from './parts.js';
import {millis, span} from './words.js';

const W = 960;
const H = 150;
const DAY = 86_400_000;
const LEFT = 56;
const BOTTOM = 22;

export function chart(convergence, windowMs) {
  const buckets = convergence.buckets.map((bucket) => ({...bucket, at: Date.parse(bucket.from), p50: millis(bucket.p50), p99: millis(bucket.p99)}));
  if (buckets.length === 0) return empty('No subnet arrived in this time.');
  const end = Date.now();
  const top = Math.max(10, ...buckets.map((bucket) => bucket.p99));
  // Logarithmic: 40 ms and 4 s are both to be seen.
  const scale = (ms) => (H - BOTTOM) - ((H - BOTTOM - 8) * Math.log10(Math.max(1, ms))) / Math.log10(top * 1.3);
  const x = (at) => LEFT + ((W - LEFT - 12) * (at - (end - windowMs))) / windowMs;
  const ticks = [1, 10, 100, 1000, 10_000, 100_000].filter((ms) => ms <= top * 1.3);
  return html`
    <figure class="chart">
      <svg viewBox=${`0 0 ${W} ${H}`} role="img" aria-label=${`Observed to verified, newest: half within ${span(buckets.at(-1).p50)}, 99 of 100 within ${span(buckets.at(-1).p99)}`}>
        ${ticks.map((ms) => svg`<line class="grid" x1=${LEFT} x2=${W} y1=${scale(ms)} y2=${scale(ms)}></line><text class="small" x=${LEFT - 6} y=${scale(ms) + 4} text-anchor="end">${span(ms)}</text>`)}
        ${[0, 0.25, 0.5, 0.75, 1].map((part) => svg`<text class="small" x=${x(end - windowMs * (1 - part))} y=${H - 6} text-anchor=${part === 1 ? 'end' : 'middle'}>${part === 1 ? 'now' : `−${span(windowMs * (1 - part))}`}</text>`)}
        ${buckets.map((bucket) => svg`<g><title>${bucket.subnets} subnets: p50 ${span(bucket.p50)}, p99 ${span(bucket.p99)}</title>
          <line class="spread" x1=${x(bucket.at)} x2=${x(bucket.at)} y1=${scale(bucket.p99)} y2=${scale(bucket.p50)}></line>
          <circle class="p99" cx=${x(bucket.at)} cy=${scale(bucket.p99)} r="3"></circle><circle class="p50" cx=${x(bucket.at)} cy=${scale(bucket.p50)} r="4"></circle></g>`)}
      </svg>
      <figcaption>Observed to verified on every reflector, of the subnets that are there now: <span class="key p50"></span> half of them, <span class="key p99"></span> 99 of 100.</figcaption>
      <details><summary>As a table</summary><table class="plain"><thead><tr><th>from</th><th class="num">subnets</th><th class="num">p50</th><th class="num">p99</th></tr></thead>
        <tbody>${buckets.map((bucket) => html`<tr><td>${new Date(bucket.at).toISOString().slice(windowMs > DAY ? 5 : 11, 16).replace('T', ' ')}</td><td class="num">${bucket.subnets}</td><td class="num">${span(bucket.p50)}</td><td class="num">${span(bucket.p99)}</td></tr>`)}</tbody></table></details>
    </figure>`;
}
