import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gather, showGathered } from './gather.js';

describe('what comes in a busy conversation', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('is shown at once when it was quiet, and then together', () => {
    const changed = vi.fn();
    const { tell, stop } = gather(changed);
    tell();
    expect(changed).toHaveBeenCalledTimes(1);
    tell();
    tell();
    expect(changed).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(60);
    expect(changed).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(60);
    expect(changed).toHaveBeenCalledTimes(2);
    stop();
  });

  it('is shown with an own message that was stored, and not once more', () => {
    const changed = vi.fn();
    const { tell, stop } = gather(changed);
    tell();
    tell();
    showGathered();
    expect(changed).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(60);
    showGathered();
    expect(changed).toHaveBeenCalledTimes(2);
    stop();
  });

  it('is not shown where nobody looks any more', () => {
    const changed = vi.fn();
    const { tell, stop } = gather(changed);
    tell();
    tell();
    stop();
    showGathered();
    vi.advanceTimersByTime(60);
    expect(changed).toHaveBeenCalledTimes(1);
  });
});
