// What each list shows.
import {html, nothing} from '/_static/lit-html/lit-html.js';
import {badge, link, progressBadge, sessionBadge, stageBadge, STANDING_TONE, tally, time} from './parts.js';
import {millis, short, span, word} from './words.js';

const why = (r) => (r ? html`<span class="why" title=${`${r.message} ${r.mend}`}>${r.message}</span>` : nothing);

export const LISTS = {
  hosts: {
    path: '/hosts', kind: 'host', one: 'host', many: 'hosts', none: 'No host has reported yet.',
    key: (host) => host.host,
    columns: [
      {title: 'Host', sort: 'host', cell: (host) => link('hosts', host.host)},
      {title: 'Cluster', sort: 'cluster', cell: (host) => host.cluster},
      {title: 'Standing', sort: 'standing', cell: (host) => (host.drain ? badge('off', host.safeToStop ? 'drained' : 'draining') : badge(STANDING_TONE[host.standing] ?? 'bad', word(host.standing)))},
      {title: 'Sessions', sort: 'sessions', num: true, cell: (host) => tally(host.sessions)},
      {title: 'Subnets', sort: 'subnets', num: true, cell: (host) => html`${host.admitted.length}${host.quarantined.length ? html` <span class="bad-text">+ ${host.quarantined.length} refused</span>` : nothing}`},
      {title: 'Configuration', cell: (host) => progressBadge(host.configuration)},
      {title: 'Why', rest: true, cell: (host) => why(host.reason ?? host.preflight[0] ?? host.quarantined[0]?.reason)},
    ],
  },
  reflectors: {
    path: '/reflectors', kind: 'reflector', one: 'reflector', many: 'reflectors', none: 'No reflector is declared yet.',
    key: (reflector) => reflector.reflector,
    columns: [
      {title: 'Reflector', sort: 'reflector', cell: (reflector) => link('reflectors', reflector.reflector)},
      {title: 'Cluster', sort: 'cluster', cell: (reflector) => reflector.cluster},
      {title: 'Address', cell: (reflector) => html`<code>${reflector.address}</code>`},
      {title: 'Sessions', sort: 'sessions', num: true, cell: (reflector) => tally(reflector.sessions)},
      {title: 'Routes', sort: 'routes', num: true, cell: (reflector) => tally(reflector.routes)},
      {title: 'Configuration', cell: (reflector) => progressBadge(reflector.configuration)},
      {title: 'Revision', cell: (reflector) => html`<code>${short(reflector.configuration?.running)}</code>`},
    ],
  },
  sessions: {
    path: '/sessions', kind: 'session', sort: 'reflector', one: 'session', many: 'sessions', none: 'No session is configured yet.',
    key: (session) => `${session.reflector}/${session.session}`,
    columns: [
      {title: 'Reflector', sort: 'reflector', cell: (session) => link('reflectors', session.reflector)},
      {title: 'Peer', sort: 'peer', cell: (session) => (session.kind === 'HOST' ? link('hosts', session.peer) : session.peer)},
      {title: 'Kind', cell: (session) => word(session.kind)},
      {title: 'Neighbor', cell: (session) => html`<code>${session.neighbor}</code>`},
      {title: 'AS', num: true, cell: (session) => session.peerAs ?? '–'},
      {title: 'State', sort: 'state', cell: sessionBadge},
      {title: 'Since', sort: 'since', cell: (session) => time(session.since)},
      {title: 'Received', sort: 'imported', num: true, cell: (session) => session.counts.imported},
      {title: 'Filtered', sort: 'filtered', num: true, cell: (session) => session.counts.filtered},
      {title: 'Sent', sort: 'exported', num: true, cell: (session) => session.counts.exported},
      {title: 'Why', rest: true, cell: (session) => why(session.reason)},
    ],
  },
  routes: {
    path: '/routes', kind: 'route', one: 'subnet', many: 'subnets', none: 'No host reports a subnet yet.',
    key: (route) => `${route.prefix}@${route.host}`,
    columns: [
      {title: 'Subnet', sort: 'prefix', cell: (route) => link('routes', route.prefix, html`<code>${route.prefix}</code>`)},
      {title: 'Host', sort: 'host', cell: (route) => link('hosts', route.host)},
      {title: 'Network', sort: 'network', cell: (route) => route.network},
      {title: 'Stage', sort: 'stage', cell: stageBadge},
      {title: 'On reflectors', cell: (route) => route.reflectors.map((on) => html`<span class=${on.stage === 'VERIFIED' ? 'good-text' : 'bad-text'} title=${on.reason?.message ?? word(on.stage)}>${on.reflector}\u2002</span>`)},
      {title: 'Took', sort: 'took', num: true, cell: (route) => span(millis(route.observedToVerified))},
      {title: 'Why', rest: true, cell: (route) => why(route.reason)},
    ],
  },
  changes: {
    path: '/applies', kind: 'apply', one: 'configuration', many: 'configurations', none: 'Nothing is rendered yet.',
    key: (apply) => apply.node,
    columns: [
      {title: 'Node', sort: 'node', cell: (apply) => link('changes', apply.node)},
      {title: 'Progress', sort: 'progress', cell: progressBadge},
      {title: 'Class', cell: (apply) => word(apply.changeClass)},
      {title: 'Cost', cell: (apply) => (apply.cost ? `${apply.cost.sessions} sessions, ${apply.cost.prefixes} prefixes` : '–')},
      {title: 'Rendered', cell: (apply) => html`<code>${short(apply.rendered)}</code>`},
      {title: 'Running', cell: (apply) => html`<code>${short(apply.running)}</code>`},
      {title: 'Told', sort: 'at', cell: (apply) => time(apply.at)},
      {title: 'Cause', rest: true, cell: (apply) => (apply.reason ? why(apply.reason) : html`<span title=${apply.cause ?? nothing}>${apply.cause ?? '–'}</span>`)},
    ],
  },
};
