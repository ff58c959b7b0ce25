// What was: the story of a subnet, a host, a reflector or a session at a moment, as the bus still tells it. The moment is in the
// address; the stream has no part in it.
import {html, nothing} from '/_static/lit-html/lit-html.js';
import {enc, get} from './api.js';
import {badge, failure, link, reason, story} from './parts.js';
import {clock} from './words.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const STEPS = [['− 1 h', -HOUR], ['− 1 min', -MINUTE], ['+ 1 min', MINUTE], ['+ 1 h', HOUR]];

const address = (subject, at) => `#/past/${enc(subject)}?at=${at.toISOString()}`;

/** The way there, for the pages of what is. */
export const backThen = (subject) => html`<p><a href=${address(subject, new Date(Date.now() - HOUR))}>As it was an hour ago, or at any other time</a></p>`;

export class PastPage {
  heard = 0;

  /** @param at the moment, as it stands in the address */
  constructor(subject, at, redraw) {
    Object.assign(this, {subject, redraw});
    const wanted = new Date(at ?? Date.now() - HOUR);
    this.at = Number.isNaN(wanted.getTime()) ? new Date(Date.now() - HOUR) : wanted;
    this.#read();
  }

  close() { this.closed = true; }

  take() {}

  async #read() {
    try {
      this.story = await get(`/explain?subject=${enc(this.subject)}&at=${this.at.toISOString()}`);
    } catch (error) {
      this.error = error;
    }
    if (!this.closed) this.redraw();
  }

  #go(at) {
    if (!Number.isNaN(at.getTime())) location.hash = address(this.subject, new Date(Math.min(at, Date.now())));
  }

  render() {
    return html`
      <h1><code>${this.subject}</code> ${this.story ? badge(this.story.healthy ? 'good' : 'bad', this.story.summary) : nothing}</h1>
      <form class="filters" @submit=${(e) => e.preventDefault()}>
        <label>As it was, UTC <input type="datetime-local" name="at" step="1" .value=${this.at.toISOString().slice(0, 19)} @change=${(e) => this.#go(new Date(`${e.target.value}Z`))}></label>
        ${STEPS.map(([title, ms]) => html`<button type="button" @click=${() => this.#go(new Date(+this.at + ms))}>${title}</button>`)}
        ${this.#today()}
      </form>
      ${this.error ? failure(this.error) : this.story ? this.#told() : html`<p class="empty">reading …</p>`}`;
  }

  #today() {
    const page = {PREFIX: 'routes', HOST: 'hosts', REFLECTOR: 'reflectors'}[this.story?.kind];
    return page ? link(page, this.story.subject, 'As it is now') : nothing;
  }

  #told() {
    return html`<p class="quiet">As it was at ${clock(this.story.asOf)}, from what the bus has kept of it.</p>${reason(this.story.reason)}${story(this.story.facts)}`;
  }
}
