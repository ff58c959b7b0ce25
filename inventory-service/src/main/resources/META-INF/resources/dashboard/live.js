// Follows the stream. A stream without a beat is stale, and says so; one that comes back resumes by its last id, or
// tells everybody to read anew.

const SILENCE_MS = 12_000;
const KINDS = ['status', 'topology', 'reflector', 'host', 'session', 'route', 'apply', 'rollout'];

export class Live {
  #source;
  #lastBeat = Date.now();
  #listeners = new Set();
  #state = 'connecting';

  /** @param onState called with 'live', 'connecting' or 'stale' when that changes */
  constructor(onState) {
    this.onState = onState;
    this.#connect();
    setInterval(() => this.#judge(), 1000);
  }

  get state() { return this.#state; }

  get lastBeat() { return this.#lastBeat; }

  /** @param listener called with (kind, key, view); kind 'reset' means: read everything anew */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #connect() {
    this.#source?.close();
    const source = new EventSource('/api/v1/stream');
    this.#source = source;
    source.onopen = () => this.#beat();
    source.onerror = () => {
      this.#set(Date.now() - this.#lastBeat > SILENCE_MS ? 'stale' : 'connecting');
      // The browser gives up after an answer that is no stream; we do not.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.#connect(), 2000);
    };
    source.addEventListener('beat', () => this.#beat());
    source.addEventListener('reset', () => {
      this.#beat();
      this.#tell('reset');
    });
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => {
        this.#beat();
        const {key, view} = JSON.parse(event.data);
        this.#tell(kind, key, view);
      });
    }
  }

  #tell(kind, key, view) {
    for (const listener of this.#listeners) listener(kind, key, view);
  }

  #beat() {
    this.#lastBeat = Date.now();
    this.#set('live');
  }

  #judge() {
    if (Date.now() - this.#lastBeat <= SILENCE_MS) return;
    const wasStale = this.#state === 'stale';
    this.#set('stale');
    // A connection that is open and silent is dead; ask for another, once per silence.
    if (!wasStale || Date.now() - this.#lastBeat > 3 * SILENCE_MS) {
      if (this.#source.readyState === EventSource.OPEN) this.#connect();
    }
  }

  #set(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.onState(state);
  }
}
