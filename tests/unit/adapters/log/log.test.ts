import { Writable } from 'node:stream';
import fc from 'fast-check';
import { createLog } from '../../../../src/adapters/log/log';
import { redact } from '../../../../src/adapters/log/redact';

function capture(level: 'info' | 'debug' = 'info') {
  const lines: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  return { log: createLog({ level, stream }), lines };
}

describe('createLog', () => {
  it('writes one JSON line with time, level, message and fields, when something is logged', () => {
    const { log, lines } = capture();
    log.child({ job: 'acts-1' }).warn('held', { code: 'record_held', record: '12x3' });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'warn',
      message: 'held',
      job: 'acts-1',
      code: 'record_held',
      record: '12x3',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    });
  });

  it('writes nothing below its level, when a debug line comes', () => {
    const { log, lines } = capture();
    log.debug('noise');
    expect(lines).toEqual([]);
  });

  it('keeps level and message, when a field has their name', () => {
    const { log, lines } = capture();
    log.info('kept', { level: 'x', message: 'y' });
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'info',
      message: 'kept',
      level_: 'x',
      message_: 'y',
    });
  });
});

describe('redact', () => {
  it.each([
    ['550 5.1.1 <jan.jansen@example.com>: unknown', '550 5.1.1 <[address]>: unknown'],
    ['GET /confirm/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMngzIn0.abcDEF_-12', 'GET /confirm/[token]'],
    ['jan%40example.com', '[address]'],
    ['whsec_AAAA', '[secret]'],
    ['record 12x3 is held', 'record 12x3 is held'],
  ])('hides what is personal or secret, when the text is %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it('hides any address, when it stands anywhere in a text', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.constantFrom(' ', '<', '"', '=', ','), (address, before) => {
        expect(redact(`x${before}${address} y`)).not.toContain(address);
      }),
    );
  });
});
