// A list of any length: the window shows what is on the screen, pages are read as they are needed, and rows change
// as the stream tells.
import {html, nothing} from '/_static/lit-html/lit-html.js';
import {repeat} from '/_static/lit-html/directives/repeat.js';
import {page} from './api.js';
import {empty, failure} from './parts.js';
import {number, QUIET_MS} from './words.js';

const CHUNK = 200;
const ROW = 36;
const RELOAD_MS = 700;

const slug = (column) => column.title.toLowerCase().replaceAll(' ', '-');

const kind = (column) => (column.num ? 'num' : column.rest ? 'rest' : '');

export class List {
  heard = 0;

  #chunks = new Map();
  #pending = new Set();
  #total;
  #error;
  #top = 0;
  #height = 800;
  #reload;
  #later;
  #generation = 0;

  /**
   * @param spec {path, kind, key(row), sort, columns: [{title, sort, cell(row), num, rest}]}; a column that is `rest` takes what the others leave
   * @param view the address: read for q, trouble, sort, columns; told through `go`
   */
  constructor(spec, view, go, redraw) {
    Object.assign(this, {spec, view, go, redraw});
    this.#load(0);
  }

  close() {
    this.#generation++;
    clearTimeout(this.#reload);
    clearTimeout(this.#later);
  }

  get loadedRows() { return [...this.#chunks.values()].reduce((sum, rows) => sum + rows.length, 0); }

  async #load(index, confirming = false) {
    if (this.#pending.has(index)) return;
    if (!confirming) {
      clearTimeout(this.#later);
      this.#later = setTimeout(() => this.#again(true), QUIET_MS);
    }
    this.#pending.add(index);
    const generation = this.#generation;
    const parameters = {limit: CHUNK, offset: index * CHUNK};
    if (this.spec.sort) parameters.sort = this.spec.sort;
    for (const name of ['q', 'sort', 'trouble', 'cluster']) {
      if (this.view.get(name)) parameters[name] = this.view.get(name);
    }
    try {
      const {rows, total} = await page(this.spec.path, parameters);
      if (generation !== this.#generation) return;
      this.#chunks.set(index, rows);
      this.#total = total;
      this.#error = undefined;
    } catch (error) {
      if (generation !== this.#generation) return;
      this.#error = error;
    } finally {
      this.#pending.delete(index);
    }
    this.redraw();
  }

  /** What the stream tells. */
  take(kind, key, view) {
    if (kind !== 'reset' && kind !== this.spec.kind) return;
    if (kind !== 'reset' && view) {
      for (const rows of this.#chunks.values()) {
        const at = rows.findIndex((row) => this.spec.key(row) === key);
        if (at >= 0) {
          rows[at] = view;
          this.redraw();
          // It may belong elsewhere now, or not here any more; without a filter and an order of values it does not.
          if (!this.view.get('trouble') && !this.view.get('sort') && this.#pending.size === 0) return;
          break;
        }
      }
    }
    this.#reload ??= setTimeout(() => this.#again(), RELOAD_MS);
  }

  #again(confirming = false) {
    if (!confirming) this.#reload = undefined;
    const [first, last] = this.#visible();
    for (const index of [...this.#chunks.keys()]) {
      if (index < Math.floor(first / CHUNK) || index > Math.floor(last / CHUNK)) this.#chunks.delete(index);
    }
    for (let index = Math.floor(first / CHUNK); index <= Math.floor(last / CHUNK); index++) this.#load(index, confirming);
  }

  #visible() {
    const first = Math.max(0, Math.floor(this.#top / ROW) - 10);
    const last = Math.min((this.#total ?? 1) - 1, Math.ceil((this.#top + this.#height) / ROW) + 10);
    return [first, Math.max(first, last)];
  }

  #scroll(event) {
    this.#top = event.target.scrollTop;
    this.#height = event.target.clientHeight;
    this.redraw();
  }

  #set(name, value) {
    const next = new URLSearchParams(this.view);
    if (value) next.set(name, value); else next.delete(name);
    this.go(next);
  }

  /** Those of the address, all without it; the first says what the row is of. */
  #columns() {
    const wanted = this.view.get('columns')?.split(',');
    return wanted ? this.spec.columns.filter((column, i) => i === 0 || wanted.includes(slug(column))) : this.spec.columns;
  }

  #show(column, yes) {
    const now = this.#columns();
    const next = this.spec.columns.filter((each) => (each === column ? yes : now.includes(each)));
    this.#set('columns', next.length === this.spec.columns.length ? '' : next.map(slug).join(','));
  }

  #sortBy(column) {
    const now = this.view.get('sort');
    this.#set('sort', now === column.sort ? `-${column.sort}` : now === `-${column.sort}` ? '' : column.sort);
  }

  #head(column) {
    const now = this.view.get('sort');
    const order = now === column.sort ? 'ascending' : now === `-${column.sort}` ? 'descending' : nothing;
    return html`<th scope="col" aria-sort=${order} class=${kind(column)}>${column.sort
      ? html`<button @click=${() => this.#sortBy(column)}>${column.title}<span aria-hidden="true">${order === 'ascending' ? ' ↑' : order === 'descending' ? ' ↓' : ''}</span></button>`
      : column.title}</th>`;
  }

  render() {
    const total = this.#total;
    const columns = this.#columns();
    const [first, last] = this.#visible();
    const rows = [];
    for (let i = first; i <= last && i < (total ?? 0); i++) {
      const chunk = this.#chunks.get(Math.floor(i / CHUNK));
      if (!chunk) this.#load(Math.floor(i / CHUNK));
      rows.push({i, row: chunk?.[i % CHUNK]});
    }
    return html`
      <form class="filters" role="search" @submit=${(e) => e.preventDefault()}>
        <label>Filter <input type="search" name="q" .value=${this.view.get('q') ?? ''} placeholder="part of a name or address"
          @change=${(e) => this.#set('q', e.target.value)}></label>
        <label class="check"><input type="checkbox" name="trouble" .checked=${this.view.get('trouble') === 'true'}
          @change=${(e) => this.#set('trouble', e.target.checked ? 'true' : '')}> only what is not as it should be</label>
        <details class="columns"><summary>Columns</summary><div>${this.spec.columns.slice(1).map((column) => html`
          <label class="check"><input type="checkbox" name=${slug(column)} .checked=${columns.includes(column)} @change=${(e) => this.#show(column, e.target.checked)}> ${column.title}</label>`)}</div></details>
        <output aria-live="polite">${total === undefined ? 'reading …' : `${number(total)} ${total === 1 ? this.spec.one : this.spec.many}`}</output>
      </form>
      ${this.#error ? failure(this.#error) : nothing}
      ${total === 0 ? empty(this.view.get('q') || this.view.get('trouble') ? 'Nothing matches.' : this.spec.none) : html`
      <div class="viewport" tabindex="0" role="region" aria-label=${this.spec.many} @scroll=${(e) => this.#scroll(e)}>
        <table aria-rowcount=${(total ?? 0) + 1}>
          <thead><tr>${columns.map((column) => this.#head(column))}</tr></thead>
          <tbody>
            <tr class="spacer" aria-hidden="true"><td colspan=${columns.length} .style=${`height:${first * ROW}px`}></td></tr>
            ${repeat(rows, ({i, row}) => (row ? this.spec.key(row) : `#${i}`), ({i, row}) => html`
              <tr class="row" aria-rowindex=${i + 2}>${columns.map((column) => html`<td class=${kind(column)}>${row ? column.cell(row) : '…'}</td>`)}</tr>`)}
            <tr class="spacer" aria-hidden="true"><td colspan=${columns.length} .style=${`height:${Math.max(0, (total ?? 0) - 1 - last) * ROW}px`}></td></tr>
          </tbody>
        </table>
      </div>`}`;
  }
}
