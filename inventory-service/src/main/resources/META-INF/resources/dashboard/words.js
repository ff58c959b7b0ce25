// Figures and times as a person says them.

/**
 * The stream tells how one of its looks differs from the one before. What a page has read in between, and what was
 * over at the next look, it never tells: so a page reads once more when all is quiet.
 */
export const QUIET_MS = 3000;

export const STAGES = ['OBSERVED', 'ADMITTED', 'RENDERED', 'APPLIED', 'REFLECTED', 'VERIFIED'];

/** An ISO 8601 duration in milliseconds. */
export function millis(iso) {
  if (iso === undefined || iso === null) return undefined;
  const m = /^(-)?P(?:(\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?[\d.]+)S)?)?$/.exec(iso);
  if (!m) return undefined;
  const ms = (((+(m[2] || 0) * 24 + +(m[3] || 0)) * 60 + +(m[4] || 0)) * 60 + +(m[5] || 0)) * 1000;
  return m[1] ? -ms : ms;
}

export function span(ms) {
  if (ms === undefined || Number.isNaN(ms)) return '–';
  if (ms < 1) return '< 1 ms';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const s = Math.round(ms / 1000);
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60 ? `${s % 60} s` : ''}`.trim();
  if (s < 86_400) return `${Math.floor(s / 3600)} h ${s % 3600 >= 60 ? `${Math.floor((s % 3600) / 60)} min` : ''}`.trim();
  return `${Math.floor(s / 86_400)} d ${s % 86_400 >= 3600 ? `${Math.floor((s % 86_400) / 3600)} h` : ''}`.trim();
}

export function ago(iso, now = Date.now()) {
  if (!iso) return '–';
  const ms = now - Date.parse(iso);
  return ms < 1500 ? 'now' : `${whole(ms)} ago`;
}

/** How long something has been so. */
export function lasting(iso, now = Date.now()) {
  const ms = now - Date.parse(iso);
  return ms < 1500 ? 'just now' : `for ${whole(ms)}`;
}

const whole = (ms) => (ms < 60_000 ? `${Math.floor(ms / 1000)} s` : span(ms));

export function clock(iso) {
  if (!iso) return '–';
  return new Date(iso).toISOString().replace('T', ' ').replace('Z', ' UTC');
}

export const word = (constant) => (constant || '').toLowerCase().replaceAll('_', ' ');
export const short = (revision) => (revision ? revision.slice(0, 12) : '–');
export const number = (n) => new Intl.NumberFormat('en').format(n);
