import { describe, expect, it } from 'vitest';
import { factsOf } from './media-probe.js';

const film = { codec_type: 'video', width: 1920, height: 1080 };
const printed = (streams: object[], format: object = {}): string => JSON.stringify({ streams, format });

describe('factsOf', () => {
  it('reads size and length', () => {
    const facts = { width: 1920, height: 1080, duration_ms: 12_346 };
    expect(factsOf(printed([{ codec_type: 'audio' }, film], { duration: '12.3456' }))).toEqual(facts);
  });

  it.each([90, -90, 270])('turns what is shown turned by %i', (rotation) => {
    expect(factsOf(printed([{ ...film, side_data_list: [{}, { rotation }] }]))).toMatchObject({
      width: 1080,
      height: 1920,
    });
  });

  it.each([
    [
      'sound alone',
      printed([{ codec_type: 'audio' }], { duration: '1' }),
      { width: null, height: null, duration_ms: 1000 },
    ],
    ['no length', printed([film], { duration: 'N/A' }), { width: 1920, height: 1080, duration_ms: null }],
    ['nothing', '{}', { width: null, height: null, duration_ms: null }],
  ])('of %s', (_what, text, facts) => {
    expect(factsOf(text)).toEqual(facts);
  });

  it('of what is not its language is nothing', () => {
    for (const text of ['', 'error', '[]', '{"streams":5}']) expect(factsOf(text)).toBeNull();
  });
});
