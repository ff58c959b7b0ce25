// Small pieces that every page uses.
import {html, nothing} from '/_static/lit-html/lit-html.js';
import {ago, clock, lasting, word} from './words.js';

const MARKS = {good: '●', wait: '◐', bad: '▲', off: '○'};

/** A state in words, with a mark and a colour: never the colour alone. */
export const badge = (tone, text, title) => html`<span class="badge ${tone}" title=${title ?? nothing}><span aria-hidden="true">${MARKS[tone]}</span> ${text}</span>`;

export const SESSION_TONE = {UP: 'good', CONNECTING: 'wait', DOWN: 'bad', DISABLED: 'off', UNKNOWN: 'wait'};
export const PROGRESS_TONE = {CONFIRMED: 'good', PENDING: 'wait', WANTED: 'wait', HELD: 'bad', FAILED: 'bad'};
export const STANDING_TONE = {ADMITTED: 'good'};

export const sessionBadge = (session) => badge(SESSION_TONE[session.state] ?? 'wait', word(session.state), session.bgpState);

export const progressBadge = (apply) => (apply ? badge(PROGRESS_TONE[apply.progress] ?? 'wait', word(apply.progress)) : badge('off', 'none'));

export function stageBadge(route) {
  if (!route.admitted) return badge('bad', 'quarantined');
  if (route.broken) return badge('bad', 'broken', route.broken.message);
  if (route.stage === 'VERIFIED' && !route.reason) return badge('good', 'verified');
  return badge(route.reason ? 'bad' : 'wait', word(route.stage));
}

/** What a ping of the container that the host names came to; nothing where nobody pings. */
export const probeBadge = (probe) => (probe
  ? badge(probe.result === 'SILENT' ? 'bad' : 'good', `${probe.target} ${probe.result === 'SILENT' ? 'does not answer' : 'answers'}`, clock(probe.since))
  : nothing);

export const tally = (t) => html`<span class=${t.actual >= t.expected ? 'good-text' : 'bad-text'}>${t.actual} / ${t.expected}</span>`;

/** Why, with what to do about it, and a link to the catalogue. */
export const reason = (r) => (r
  ? html`<div class="reason"><p>${r.message}</p><p class="mend"><b>Mend</b> ${r.mend} <a class="code" href=${'#/reasons/' + r.code}>${r.code}</a></p></div>`
  : nothing);

export const time = (iso) => html`<time datetime=${iso ?? nothing} title=${clock(iso)}>${ago(iso)}</time>`;

export const held = (iso) => html`<time class="quiet" datetime=${iso} title=${clock(iso)}>${lasting(iso)}</time>`;

export const link = (kind, name, text = name) => html`<a href=${`#/${kind}/${encodeURIComponent(name)}`}>${text}</a>`;

export const empty = (text) => html`<p class="empty">${text}</p>`;

export const failure = (error) => html`<div class="failure" role="alert"><p>${error.message}</p>${error.mend ? html`<p>${error.mend}</p>` : nothing}</div>`;

export const facts = (pairs) => html`<dl class="facts">${pairs.filter(Boolean).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value ?? '–'}</dd></div>`)}</dl>`;

/** A story, fact by fact. */
export const story = (told) => html`<ul class="story">${told.map((fact) => html`<li><span>${badge(fact.good ? 'good' : 'bad', fact.what)}</span><span>${fact.value}</span><span class="quiet">${fact.at ? clock(fact.at) : nothing}</span></li>`)}</ul>`;
