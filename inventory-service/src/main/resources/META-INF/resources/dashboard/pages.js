// The pages that are no lists. Each has load(), take(kind, key, view) and render().
import {html, nothing} from '/_static/lit-html/lit-html.js';
import {enc, get, page} from './api.js';
import {chart} from './chart.js';
import {badge, empty, facts, held, link, probeBadge, progressBadge, reason, sessionBadge, stageBadge, STANDING_TONE, story, tally, time} from './parts.js';
import {Page} from './page.js';
import {backThen} from './past.js';
import {picture} from './picture.js';
import {clock, millis, number, short, span, STAGES, word} from './words.js';

const HOUR = 3_600_000;
const WINDOWS = {PT1H: ['the last hour', HOUR], PT6H: ['six hours', 6 * HOUR], PT24H: ['a day', 24 * HOUR], P7D: ['a week', 168 * HOUR]};

const subjectLink = (trouble) => {
  const kinds = {host: 'hosts', reflector: 'reflectors', route: 'routes'};
  if (kinds[trouble.kind]) return link(kinds[trouble.kind], trouble.subject);
  if (trouble.kind === 'session') return html`<a href=${`#/sessions?q=${enc(trouble.subject)}`}>${trouble.subject}</a>`;
  return trouble.subject;
};

const troubleRow = (trouble) => html`
  <li class=${`trouble ${trouble.severity ?? ''}`}>
    <div class="what">${badge('bad', trouble.kind)} <b>${subjectLink(trouble)}</b> ${trouble.since ? held(trouble.since) : nothing}</div>
    ${reason(trouble.reason)}
  </li>`;

export class Overview extends Page {
  /** @param view the address: read for window; told through `go` */
  constructor(view, go, redraw) {
    super(redraw);
    this.go = go;
    this.window = view.get('window') in WINDOWS ? view.get('window') : 'PT1H';
  }

  async read() {
    [this.status, this.topology, this.convergence, this.rollouts] = await Promise.all([
      get('/status'), get('/topology'), get(`/convergence?window=${this.window}`), get('/rollout')]);
    this.ready = true;
  }

  take(kind, key, view) {
    if (kind === 'status') this.status = view;
    else if (kind === 'topology') this.topology = view;
    else if (kind === 'reset' || kind === 'rollout') this.soon();
    else if (kind === 'route') this.soon(1000);
    else return;
    this.redraw();
  }

  card(title, t, href, unit) {
    const missing = t.expected - t.actual;
    return html`<a class=${`card ${missing > 0 ? 'bad' : 'good'}`} href=${href}>
      <h2>${title}</h2><p class="figure">${number(t.actual)}<span class="of"> / ${number(t.expected)}</span></p><p>${missing > 0 ? `${number(missing)} ${unit}` : t.clause}</p></a>`;
  }

  body() {
    const s = this.status;
    const newest = this.convergence.buckets.at(-1);
    return html`
      <h1 class="sr">Fleet</h1>
      <p class=${`verdict ${s.healthy ? 'good' : s.troublesInAll ? 'bad' : 'wait'}`} role="status">${badge(s.healthy ? 'good' : s.troublesInAll ? 'bad' : 'wait', s.summary)}</p>
      <section class="cards" aria-label="At a glance">
        ${this.card('Subnets', s.routes, '#/routes' + (s.routes.actual < s.routes.expected ? '?trouble=true' : ''), 'not reachable yet')}
        ${this.card('Sessions', s.sessions, '#/sessions' + (s.sessions.actual < s.sessions.expected ? '?trouble=true' : ''), 'not up')}
        ${this.card('Hosts', s.hosts, '#/hosts' + (s.hosts.actual < s.hosts.expected ? '?trouble=true' : ''), 'not admitted')}
        ${this.card('Reflectors', s.reflectors, '#/reflectors', 'without their newest configuration')}
        <div class="card"><h2>Convergence</h2><p class="figure">${newest ? span(millis(newest.p50)) : '–'}</p><p>${newest ? html`p50 of the newest; p99 ${span(millis(newest.p99))}` : 'nothing arrived of late'}</p></div>
        <div class="card"><h2>Configurations</h2><p class="figure">${number(s.revisions.confirmed)}<span class="of"> / ${number(s.revisions.wanted)}</span></p><p>${number(s.revisions.rendered)} rendered, ${number(s.revisions.confirmed)} confirmed</p></div>
      </section>
      ${this.rollouts.length ? html`<section><h2>Waiting or held</h2><ul class="troubles">${this.rollouts.map((rollout) => html`<li class="trouble">
        <div class="what">${badge(rollout.state === 'HELD' ? 'bad' : 'wait', word(rollout.state))} <b>${link('changes', rollout.node)}</b> ${held(rollout.since)} <span class="quiet">costs ${rollout.cost.sessions} sessions, ${rollout.cost.prefixes} prefixes</span></div>${reason(rollout.reason)}</li>`)}</ul></section>` : nothing}
      ${s.troubles.length ? html`<section><h2>Troubles, the worst first</h2><ul class="troubles">${s.troubles.slice(0, 12).map(troubleRow)}</ul>
        ${s.troublesInAll > 12 ? html`<p class="quiet">and ${s.troublesInAll - 12} more</p>` : nothing}</section>` : nothing}
      <section><h2>Topology</h2>${this.topology.clusters.length ? this.topology.clusters.map(picture) : empty('No cluster is declared yet: heliograph fleet apply -f FILE')}</section>
      <section><h2>Convergence, <select aria-label="Convergence over" @change=${(e) => this.go(new URLSearchParams({window: e.target.value}))}>${Object.entries(WINDOWS).map(([window, [title]]) => html`<option value=${window} ?selected=${window === this.window}>${title}</option>`)}</select></h2>${chart(this.convergence, WINDOWS[this.window][1])}</section>`;
  }
}

/** BIRD's words, the NOTIFICATION's numbers, what BFD says, and how often it went down of late. */
const lastError = (session) => html`${session.lastError ?? '–'}${session.error ? html` <code class="quiet">${session.error.code}/${session.error.subcode}</code>` : nothing}
  ${session.flaps ? html`<br><span class="quiet">down ${session.flaps}${session.flaps === 1 ? ' time' : ' times'} within the hour</span>` : nothing}${session.bfd ? html`<br><span class="quiet">BFD ${word(session.bfd)}</span>` : nothing}`;

/** A table of a node's sessions: the other end, and what there is. */
const sessionsOf = (sessions, end) => html`
  <table class="plain"><thead><tr><th>${end === 'peer' ? 'Peer' : 'Reflector'}</th><th>State</th><th>Since</th><th class="num">Received</th><th class="num">Filtered</th><th class="num">Sent</th><th class="num">Preferred</th><th>Last error</th></tr></thead>
  <tbody>${sessions.map((session) => html`<tr><td>${end === 'peer' ? html`${session.kind === 'HOST' ? link('hosts', session.peer) : session.peer}<br><code class="quiet">${session.neighbor}</code>` : link('reflectors', session.reflector)}</td>
    <td>${sessionBadge(session)}${reason(session.reason)}</td><td>${time(session.since)}</td><td class="num">${session.counts.imported}</td><td class="num">${session.counts.filtered}</td><td class="num">${session.counts.exported}</td><td class="num">${session.counts.preferred}</td><td>${lastError(session)}</td></tr>`)}</tbody></table>`;

const subnetsOf = (routes) => html`
  <table class="plain"><thead><tr><th>Subnet</th><th>Network</th><th>Stage</th><th class="num">Took</th><th>Why</th></tr></thead>
  <tbody>${routes.map((route) => html`<tr><td>${link('routes', route.prefix)}</td><td>${route.network}</td><td>${stageBadge(route)}</td><td class="num">${span(millis(route.observedToVerified))}</td><td>${reason(route.reason)}</td></tr>`)}</tbody></table>`;

export class HostPage extends Page {
  constructor(id, redraw) {
    super(redraw);
    this.id = id;
  }

  async read() {
    [this.host, this.sessions, this.routes] = await Promise.all([
      get(`/hosts/${enc(this.id)}`), get(`/sessions?peer=${enc(this.id)}`), get(`/routes?host=${enc(this.id)}`)]);
    this.ready = true;
  }

  take(kind, key, view) {
    if (kind === 'reset' || (kind === 'host' && key === this.id) || (kind === 'session' && view?.peer === this.id) || (kind === 'route' && key.endsWith(`@${this.id}`))) this.soon();
  }

  body() {
    const h = this.host;
    return html`
      <h1>${h.host} ${h.drain ? badge('off', h.safeToStop ? 'drained, safe to stop' : 'draining') : badge(STANDING_TONE[h.standing] ?? 'bad', word(h.standing))}</h1>
      ${reason(h.reason)}
      ${facts([['Cluster', h.cluster], ['Address', h.address], ['Router id', h.routerId], ['Docker', h.facts?.engine ?? 'away'], ['BIRD', h.facts?.bird ?? (h.facts?.attachment ? 'none, by choice' : 'away')], ['Kernel', h.facts?.kernel], ['Agent', h.facts?.agent], ['Last report', time(h.lastReport)], ['Sessions', tally(h.sessions)], ['Changed', html`${time(h.change.at)} by ${h.change.by}: ${h.change.why}`]])}
      <section><h2>Subnets</h2>${this.routes.length ? subnetsOf(this.routes) : empty('It reports none.')}</section>
      <section><h2>Sessions</h2>${this.sessions.length ? sessionsOf(this.sessions, 'reflector') : empty('None is configured.')}</section>
      ${h.preflight.length ? html`<section><h2>Preflight</h2>${h.preflight.map(reason)}</section>` : nothing}
      ${h.notAnnounced.length ? html`<section><h2>Not announced</h2>${h.notAnnounced.map(reason)}</section>` : nothing}
      <section><h2>Configuration</h2>${h.configuration ? configuration(h.configuration) : empty('It is to have none.')}</section>
      ${backThen(this.id)}`;
  }
}

export class ReflectorPage extends Page {
  constructor(id, redraw) {
    super(redraw);
    this.id = id;
  }

  async read() {
    const these = {reflector: this.id, sort: 'peer', limit: 50};
    [this.reflector, this.bad, this.others] = await Promise.all([
      get(`/reflectors/${enc(this.id)}`), page('/sessions', {...these, trouble: true}), page('/sessions', these)]);
    this.ready = true;
  }

  take(kind, key) {
    if (kind === 'reset' || (kind === 'reflector' && key === this.id) || (kind === 'session' && key.startsWith(`${this.id}/`))) this.soon();
  }

  body() {
    const r = this.reflector;
    return html`
      <h1>${r.reflector} ${badge(r.sessions.actual >= r.sessions.expected ? 'good' : 'bad', r.sessions.clause)}</h1>
      ${facts([['Cluster', r.cluster], ['Address', r.address], ['Router id', r.routerId], ['BIRD', r.facts ? html`${r.facts.bird ?? '–'} ${r.facts.birdAnswers ? nothing : badge('bad', 'does not answer')}` : r.configuration?.bird], r.facts && ['Agent', r.facts.agent], r.lastReport && ['Last report', time(r.lastReport)], ['Sessions', tally(r.sessions)], ['Routes', tally(r.routes)], ['Changed', html`${time(r.change.at)} by ${r.change.by}: ${r.change.why}`]])}
      ${r.preflight.length ? html`<section><h2>What is wrong with the machine</h2>${r.preflight.map(reason)}</section>` : nothing}
      ${this.bad.total ? html`<section><h2>Sessions that are not as they should be (${number(this.bad.total)})</h2>${sessionsOf(this.bad.rows, 'peer')}</section>` : nothing}
      <section><h2>Sessions</h2>${this.others.rows.length ? sessionsOf(this.others.rows, 'peer') : empty('None is configured.')}
        ${this.others.total > this.others.rows.length ? html`<p><a href=${`#/sessions?q=${enc(`${r.reflector}/`)}`}>All ${number(this.others.total)}</a></p>` : nothing}</section>
      <section><h2>Configuration</h2>${r.configuration ? configuration(r.configuration) : empty('Nothing is rendered yet.')}</section>
      ${backThen(this.id)}`;
  }
}

function configuration(apply) {
  const timings = Object.entries(apply.timings ?? {}).map(([step, took]) => ({step: word(step.replace(/([A-Z])/g, '_$1')), ms: millis(took)})).filter(({ms}) => ms !== undefined);
  return html`
    ${facts([['Progress', progressBadge(apply)], ['Rendered', html`<code>${short(apply.rendered)}</code>`], ['Running', html`<code>${short(apply.running)}</code>`], ['Class', word(apply.changeClass)], ['Cost', apply.cost ? `${apply.cost.sessions} sessions, ${apply.cost.prefixes} prefixes` : '–'], ['Outcome', word(apply.outcome)], ['Cause', apply.cause], ['Told', time(apply.at)]])}
    ${reason(apply.reason)}
    ${apply.complaint ? html`<h3>What BIRD said</h3><pre>${JSON.stringify(apply.complaint, null, 1).replace(/[{}"]/g, '').trim()}</pre>` : nothing}
    ${timings.length ? html`<h3>How long the steps took</h3>${bars(timings.map(({step, ms}) => ({name: step, from: 0, to: ms})))}` : nothing}`;
}

/** A waterfall: each bar from one moment to another, in milliseconds. */
function bars(rows) {
  const end = Math.max(1, ...rows.map(({to}) => to));
  return html`<ol class="waterfall">${rows.map(({name, from, to, note, tone}) => html`
    <li><span class="name">${name}</span><span class="track"><span class=${`fill ${tone ?? ''}`} .style=${`margin-left:${(100 * from) / end}%;width:${Math.max(0.4, (100 * (to - from)) / end)}%`}></span></span><span class="num">${note ?? span(to - from)}</span></li>`)}</ol>`;
}

function journey(reachedAt) {
  const reached = STAGES.filter((stage) => reachedAt[stage]);
  const start = Date.parse(reachedAt[reached[0]]);
  let from = 0;
  return reached.slice(1).map((stage) => {
    // What was there before, such as a configuration of old, took no time.
    const to = Math.max(from, Date.parse(reachedAt[stage]) - start);
    const step = {name: word(stage), from, to};
    from = to;
    return step;
  });
}

export class RoutePage extends Page {
  constructor(prefix, redraw) {
    super(redraw);
    this.prefix = prefix;
  }

  async read() {
    [this.routes, this.story] = await Promise.all([
      get(`/routes?prefix=${enc(this.prefix)}`), get(`/explain?subject=${enc(this.prefix)}`)]);
    this.ready = true;
  }

  take(kind, key) {
    if (kind === 'reset' || (kind === 'route' && key.startsWith(`${this.prefix}@`))) this.soon();
  }

  body() {
    return html`
      <h1><code>${this.prefix}</code> ${badge(this.story.healthy ? 'good' : 'bad', this.story.summary)}</h1>
      ${reason(this.story.reason)}
      ${this.routes.map((route) => html`
        <section><h2>${link('hosts', route.host)}, network ${route.network} ${stageBadge(route)}</h2>
        ${reason(route.broken)}
        ${facts([['Cluster', route.cluster], ['Observed', clock(route.reachedAt.OBSERVED)], ['Observed to verified', span(millis(route.observedToVerified))]])}
        ${route.reflectors.map((on) => html`<h3>On ${link('reflectors', on.reflector)} ${stageBadge({...on, admitted: route.admitted})} ${on.nextHop ? html`<span class="quiet">next hop <code>${on.nextHop}</code></span>` : nothing} ${probeBadge(on.probe)}</h3>
          ${reason(on.reason)}${bars(journey(on.reachedAt))}`)}</section>`)}
      <section><h2>The whole story</h2>${story(this.story.facts)}</section>
      ${backThen(this.prefix)}`;
  }
}

export class ChangePage extends Page {
  constructor(node, redraw) {
    super(redraw);
    this.node = node;
  }

  async read() {
    const [applies, rollouts] = await Promise.all([get(`/applies?node=${enc(this.node)}`), get('/rollout')]);
    this.apply = applies[0];
    this.rollout = rollouts.find((candidate) => candidate.node === this.node);
    this.ready = true;
  }

  take(kind, key) {
    if (kind === 'reset' || ((kind === 'apply' || kind === 'rollout') && key === this.node)) this.soon();
  }

  body() {
    const [kind, name] = this.node.split('/');
    return html`
      <h1>${link(kind === 'host' ? 'hosts' : 'reflectors', name)} ${progressBadge(this.apply)}</h1>
      ${this.apply ? configuration(this.apply) : empty('No configuration is wanted for it.')}
      ${this.rollout ? html`<section><h2>Waits</h2>${reason(this.rollout.reason)}
        ${facts([['State', word(this.rollout.state)], ['Revision', html`<code>${short(this.rollout.revision)}</code>`], ['Risk', this.rollout.risk], ['Since', time(this.rollout.since)]])}
        ${this.rollout.state === 'HELD' ? html`<p>To let it go: <code>heliograph rollout release ${this.node} --revision ${short(this.rollout.revision)} --accept-risk=${this.rollout.risk} --why WHY</code></p>` : nothing}</section>` : nothing}`;
  }
}

export class Reasons extends Page {
  constructor(code, redraw) {
    super(redraw);
    this.code = code;
  }

  async read() {
    this.all = await get('/reasons');
    this.ready = true;
  }

  take() {}

  body() {
    const chosen = this.code ? this.all.filter((entry) => entry.code === this.code) : this.all;
    return html`<h1>${this.code ? html`<code>${this.code}</code>` : 'Reasons'}</h1>
      ${this.code ? html`<p><a href="#/reasons">The whole catalogue</a></p>` : nothing}
      ${chosen.length ? html`<dl class="catalogue">${chosen.map((entry) => html`<div><dt><a class="code" href=${`#/reasons/${entry.code}`}>${entry.code}</a> <b>${entry.title}</b> ${badge({ERROR: 'bad', WARNING: 'wait', INFO: 'good'}[entry.severity], word(entry.severity))} ${entry.costsReachability ? badge('bad', 'costs reachability') : nothing}</dt>
        <dd><p>${entry.message}</p><p class="mend"><b>Mend</b> ${entry.mend}</p>${entry.explainedBy.length ? html`<p>Not told beside ${entry.explainedBy.map((code, i) => html`${i ? ", " : ""}<a class="code" href=${`#/reasons/${code}`}>${code}</a>`)}, which explains it.</p>` : nothing}</dd></div>`)}</dl>` : empty('There is no such reason.')}`;
  }
}
