// Reads the API. Every failure becomes an Error whose message a person can use.

const BASE = '/api/v1';

async function ask(path) {
  let response;
  try {
    response = await fetch(BASE + path, {headers: {accept: 'application/json'}});
  } catch (failure) {
    throw new Error('The inventory does not answer. This page shows what it knew last.', {cause: failure});
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    const error = new Error(problem.detail || `The inventory answered ${response.status}.`);
    error.mend = problem.mend;
    error.code = problem.code;
    error.status = response.status;
    throw error;
  }
  return response;
}

export async function get(path) {
  return (await ask(path)).json();
}

/** A page of a list: its rows, and how many there are in all. */
export async function page(path, parameters) {
  const query = new URLSearchParams(parameters);
  const response = await ask(`${path}?${query}`);
  return {rows: await response.json(), total: Number(response.headers.get('x-total-count'))};
}

export const enc = encodeURIComponent;
