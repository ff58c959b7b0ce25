// The address says what is shown; this file reads it, keeps the stream, and draws.
import {html, nothing, render} from '/_static/lit-html/lit-html.js';
import {enc, get} from './api.js';
import {List} from './list.js';
import {LISTS} from './lists.js';
import {Live} from './live.js';
import {ChangePage, HostPage, Overview, Reasons, ReflectorPage, RoutePage} from './pages.js';
import {PastPage} from './past.js';
import {span} from './words.js';

const NAV = [['', 'Fleet'], ['routes', 'Subnets'], ['sessions', 'Sessions'], ['hosts', 'Hosts'], ['reflectors', 'Reflectors'], ['changes', 'Changes'], ['reasons', 'Reasons']];
const DETAILS = {hosts: HostPage, reflectors: ReflectorPage, routes: RoutePage, changes: ChangePage};
const THEMES = ['auto', 'light', 'dark'];

let shown;
let where;
let hits = [];
let hitsFor = '';
let frame;

function redraw() {
  frame ??= requestAnimationFrame(() => {
    frame = undefined;
    render(layout(), document.getElementById('app'));
  });
}

function address() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [kind, ...rest] = path.split('/');
  return {kind, id: rest.length ? decodeURIComponent(rest.join('/')) : undefined, query: new URLSearchParams(query)};
}

function open() {
  const next = address();
  shown?.close();
  where = next;
  shown = pageOf(next);
  document.title = `${next.id ?? (NAV.find(([kind]) => kind === next.kind)?.[1] || 'Heliograph')} · Heliograph`;
  redraw();
}

function pageOf({kind, id, query}) {
  if (kind === 'reasons') return new Reasons(id, redraw);
  if (kind === 'past' && id) return new PastPage(id, query.get('at'), redraw);
  if (id !== undefined && DETAILS[kind]) return new DETAILS[kind](id, redraw);
  const go = (next) => { location.hash = `#/${kind}${`${next}` ? `?${next}` : ''}`; };
  return LISTS[kind] ? new List(LISTS[kind], query, go, redraw) : new Overview(query, go, redraw);
}

const live = new Live(redraw);
live.listen((kind, key, view) => {
  shown.heard++;
  shown.take(kind, key, view);
});

async function search(text) {
  hitsFor = text;
  const found = text.trim() ? await get(`/search?q=${enc(text)}`).catch(() => []) : [];
  if (hitsFor === text) {
    hits = found;
    redraw();
  }
}

const hitAddress = ({kind, subject}) => ({
  cluster: `#/hosts?cluster=${enc(subject)}`, reflector: `#/reflectors/${enc(subject)}`, host: `#/hosts/${enc(subject)}`,
  route: `#/routes/${enc(subject)}`, session: `#/sessions?q=${enc(subject)}`}[kind]);

function leaveSearch() {
  hits = [];
  hitsFor = '';
  redraw();
}

function searchKeys(event) {
  const links = [...document.querySelectorAll('.hits a')];
  const at = links.indexOf(document.activeElement);
  if (event.key === 'ArrowDown') links[Math.min(at + 1, links.length - 1)]?.focus();
  else if (event.key === 'ArrowUp') (at > 0 ? links[at - 1] : document.getElementById('search')).focus();
  else if (event.key === 'Escape') leaveSearch();
  else if (event.key === 'Enter' && at < 0 && links.length) links[0].click();
  else return;
  event.preventDefault();
}

function theme(next) {
  const now = localStorage.getItem('theme') ?? 'auto';
  const chosen = next ? THEMES[(THEMES.indexOf(now) + 1) % THEMES.length] : now;
  localStorage.setItem('theme', chosen);
  if (chosen === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  return chosen;
}

const SIGNS = {live: ['good', '●', 'live'], connecting: ['wait', '◐', 'connecting'], stale: ['bad', '▲', 'stale']};

function layout() {
  const [tone, mark, text] = SIGNS[live.state];
  const stale = live.state === 'stale';
  return html`
    <header class="bar">
      <a class="brand" href="#/"><img src="/dashboard/heliograph.svg" alt="" width="24" height="24"> Heliograph</a>
      <nav aria-label="Pages">${NAV.map(([kind, title]) => html`<a href=${`#/${kind}`} aria-current=${where.kind === kind ? 'page' : nothing}>${title}</a>`)}</nav>
      <div class="search" @keydown=${searchKeys}>
        <input id="search" type="search" placeholder="Search  /" aria-label="Search hosts, subnets, addresses, sessions" autocomplete="off" .value=${hitsFor} @input=${(e) => search(e.target.value)}>
        ${hits.length ? html`<ul class="hits" aria-label="Found">${hits.map((hit) => html`<li><a href=${hitAddress(hit)} @click=${leaveSearch}><b>${hit.subject}</b> <span class="quiet">${hit.note}</span></a></li>`)}</ul>`
          : hitsFor.trim() ? html`<p class="hits quiet">Nothing found.</p>` : nothing}
      </div>
      <span class=${`badge ${tone} sign`} role="status" id="stream">${mark} ${text}</span>
      <button class="theme" @click=${() => { theme(true); redraw(); }} title="Light, dark, or as the system has it">${theme(false)}</button>
    </header>
    ${stale ? html`<p class="stale" role="alert">The stream is silent since ${span(Date.now() - live.lastBeat)}: what you see may be old. Trying again.</p>` : nothing}
    <main id="main" class=${stale ? 'old' : ''} tabindex="-1">${shown.render()}</main>`;
}

// Times grow old without anybody telling.
setInterval(redraw, 1000);

addEventListener('hashchange', open);
addEventListener('keydown', (event) => {
  if (event.key === '/' && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName)) {
    event.preventDefault();
    document.getElementById('search').focus();
  }
});
theme(false);
open();
