import { expect } from 'vitest';
import { type ErrorCode, errors } from '../../src/contract/errors.js';
import { Problem } from '../../src/contract/problem.js';

/** 501 is what an operator did not set up: no fault of the server's. */
const ofTheTable = (problem: Problem): boolean =>
  problem.code in errors &&
  errors[problem.code].status === problem.status &&
  (problem.status < 500 || problem.status === 501);

/** A whole problem with a code of the table, of the client's making, that does not repeat what was sent. */
export const expectProblem = (value: unknown, code?: ErrorCode): void => {
  const problem = Problem.strict().parse(value) as Problem;
  if (code !== undefined) expect(problem.code).toBe(code);
  expect(ofTheTable(problem), JSON.stringify(problem)).toBe(true);
  expect(JSON.stringify(problem).length).toBeLessThan(5_000);
};
