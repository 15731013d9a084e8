import type { ServerResponse } from 'node:http';
import { type Problem, statusOfRefusal } from '../../preload/contract/http.ts';
import { Refusal } from '../../preload/contract/refusal.ts';
import { asFailure, Fault } from '../engine/failure.ts';

const RETRY_SECONDS = 2;
const FAULT = 500;
const OUTAGE = 503;

/** A failure as the door shows it: status, body and headers. Nothing of a fault but its reference leaves the house. */
export interface ProblemAnswer {
  readonly status: number;
  readonly body: Problem;
  readonly headers: Readonly<Record<string, string>>;
}

/** Words any failure for the other side; `report` hears of faults that no command has stored. */
export function problemOf(thrown: unknown, makeReference: () => string, report: (fault: Fault) => void): ProblemAnswer {
  const failure = asFailure(thrown, makeReference);
  if (failure instanceof Refusal) {
    const { code, params, message } = failure;
    const status = statusOfRefusal(code);
    return { status, body: { code, params, sentence: message }, headers: status === 401 ? { 'www-authenticate': 'Bearer' } : {} };
  }
  if (failure instanceof Fault) {
    report(failure);
    const { reference } = failure;
    const sentence = `Something went wrong on our side; nothing was saved. Give this reference to support: ${reference}.`;
    return { status: FAULT, body: { code: 'fault', params: { reference }, sentence }, headers: {} };
  }
  return {
    status: OUTAGE,
    body: { code: 'outage', params: {}, sentence: failure.message },
    headers: { 'retry-after': String(RETRY_SECONDS) },
  };
}

/** Sends JSON that no cache keeps. */
export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

export const sendProblem = (response: ServerResponse, problem: ProblemAnswer): void =>
  sendJson(response, problem.status, problem.body, problem.headers);
