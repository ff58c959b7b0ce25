// What pages that are no lists have in common.
import {html, nothing} from '/_static/lit-html/lit-html.js';
import {failure} from './parts.js';
import {QUIET_MS} from './words.js';

/** Reads something, shows it, reads it again when the stream says that it changed. */
export class Page {
  heard = 0;

  constructor(redraw) {
    this.redraw = redraw;
    // After the constructor of the page itself.
    queueMicrotask(() => this.again());
  }

  close() {
    clearTimeout(this.timer);
    clearTimeout(this.later);
    this.closed = true;
  }

  async again(confirming = false) {
    if (!confirming) {
      this.timer = undefined;
      clearTimeout(this.later);
      this.later = setTimeout(() => this.again(true), QUIET_MS);
    }
    const heard = this.heard;
    try {
      await this.read();
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
    if (this.closed) return;
    // What was told while the answer was on its way may be newer than the answer.
    if (this.heard !== heard) this.soon(500);
    this.redraw();
  }

  soon(ms = 150) { this.timer ??= setTimeout(() => this.again(), ms); }

  render() {
    if (!this.ready) return this.error ? failure(this.error) : html`<p class="empty">reading …</p>`;
    return html`${this.error ? failure(this.error) : nothing}${this.body()}`;
  }
}
