import request from 'supertest';
import { multipartFields } from '../../../../src/entrypoints/http/multipart';
import { createWorld, FINGERPRINT, NOW, RECORD, ROUND8, tokenOf } from './world';

const PAIR = 'List-Unsubscribe=One-Click';
const multipart = (value = 'One-Click', name = 'List-Unsubscribe') =>
  `--b0\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b0--\r\n`;
const MULTIPART = 'multipart/form-data; boundary=b0';

describe('RFC 8058 one-click', () => {
  const post = (body: string, type: string, path = `/unsubscribe/${tokenOf('valid', 'unsubscribe')}`) => {
    const world = createWorld();
    return { world, answer: request(world.app).post(path).set('Content-Type', type).send(body) };
  };

  test.each([
    ['urlencoded', PAIR, 'application/x-www-form-urlencoded'],
    ['urlencoded with a charset', PAIR, 'application/x-www-form-urlencoded; charset=utf-8'],
    ['multipart', multipart(), MULTIPART],
    ['multipart with a quoted boundary', multipart(), 'multipart/form-data; boundary="b0"'],
  ])(
    'a one-click, when posted %s, then 200 as plain text, no redirect, and the withdrawal is queued',
    async (...row) => {
      const [, body, type] = row;
      const { world, answer } = post(body, type);
      const { status, headers } = await answer.redirects(0);
      expect(status).toBe(200);
      expect(headers['content-type']).toMatch(/^text\/plain/);
      expect(headers).not.toHaveProperty('location');
      expect(headers).not.toHaveProperty('set-cookie');
      expect(world.intake.acts).toEqual([
        {
          event: 'ConsentWithdrawn',
          record: RECORD,
          fingerprint: FINGERPRINT,
          round8: ROUND8,
          channel: 'one-click',
          occurredAt: NOW,
        },
      ]);
      expect(world.intake.waits).toEqual([]);
      expect(world.clicks).toEqual(['unsubscribe POST one-click']);
    },
  );

  test('a one-click, when it comes from another origin with a foreign referrer, then it works all the same', async () => {
    const { world, answer } = post(PAIR, 'application/x-www-form-urlencoded');
    const headers = {
      Origin: 'https://mail.example',
      Referer: 'https://mail.example/',
      'Sec-Fetch-Site': 'cross-site',
    };
    expect((await answer.set(headers)).status).toBe(200);
    expect(world.intake.acts).toHaveLength(1);
  });

  test.each([
    ['another value', 'List-Unsubscribe=Yes', 'application/x-www-form-urlencoded'],
    ['another case', 'list-unsubscribe=one-click', 'application/x-www-form-urlencoded'],
    ['JSON', '{"List-Unsubscribe":"One-Click"}', 'application/json'],
    ['plain text', PAIR, 'text/plain'],
    ['multipart without the boundary', multipart(), 'multipart/form-data'],
    ['multipart with another field', multipart('One-Click', 'x'), MULTIPART],
  ])('a post, when it carries %s, then the page is shown and nothing is done', async (_what, body, type) => {
    const { world, answer } = post(body, type);
    const { status, text } = await answer;
    expect([status, text.includes('<button')]).toEqual([200, true]);
    expect(world.intake.calls).toBe(0);
  });

  // GDPR art. 7(3): confirming needs no field either.
  test.each(['', 'application/x-www-form-urlencoded', 'text/plain', MULTIPART])(
    'a post, when it has no body at all (type "%s"), then it is the button of the page',
    async (type) => {
      const world = createWorld();
      const path = `/unsubscribe/${tokenOf('valid', 'unsubscribe')}`;
      const { status, headers } = await request(world.app)
        .post(path)
        .set(type === '' ? {} : { 'Content-Type': type });
      expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(world.intake.acts).toMatchObject([{ event: 'ConsentWithdrawn', channel: 'form' }]);
    },
  );

  test('a one-click, when its body is over 1 KiB, then 413 and nothing is queued', async () => {
    const { world, answer } = post(`${PAIR}&x=${'y'.repeat(1024)}`, 'application/x-www-form-urlencoded');
    expect((await answer).status).toBe(413);
    expect(world.intake.calls).toBe(0);
  });

  test('a one-click, when its body is compressed, then 415 and nothing is queued', async () => {
    const { world, answer } = post(PAIR, 'application/x-www-form-urlencoded');
    expect((await answer.set('Content-Encoding', 'gzip')).status).toBe(415);
    expect(world.intake.calls).toBe(0);
  });

  test.each([
    ['tampered', 404],
    ['foreign secret', 404],
    ['expired', 410],
    ['withdraw-only', 200],
    ['label', 200],
  ] as const)('a one-click, when its token is %s, then %i as plain text', async (kind, status) => {
    const path = `/unsubscribe/${tokenOf(kind, 'unsubscribe')}`;
    const { world, answer } = post(PAIR, 'application/x-www-form-urlencoded', path);
    const { status: got, headers } = await answer;
    expect([got, headers['content-type']]).toEqual([status, 'text/plain; charset=utf-8']);
    expect(world.intake.acts).toHaveLength(status === 200 ? 1 : 0);
  });

  test.each(['confirm', 'decline', 'subscribe', 'undo', 'preferences'] as const)(
    'the pair, when it is posted to the %s page, then it is no one-click there',
    async (door) => {
      const { world, answer } = post(
        PAIR,
        'application/x-www-form-urlencoded',
        `/${door}/${tokenOf('valid', door)}`,
      );
      expect((await answer).headers['content-type']).toMatch(/^text\/html/);
      expect(world.intake.acts.map(({ channel }) => channel)).not.toContain('one-click');
    },
  );

  test('a one-click, when Redis cannot be reached, then 503 with Retry-After', async () => {
    const { world, answer } = post(PAIR, 'application/x-www-form-urlencoded');
    world.intake.down = true;
    const { status, headers } = await answer;
    expect([status, headers['retry-after']]).toEqual([503, '30']);
  });

  test('a hundred one-clicks, when they come from one address, then the limit per client does not stop them', async () => {
    const world = createWorld({ rateLimitClient: { limit: 2, windowMs: 60_000 } });
    const path = `/unsubscribe/${tokenOf('valid', 'unsubscribe')}`;
    for (let count = 0; count < 100; count += 1)
      expect((await request(world.app).post(path).send(PAIR)).status).toBe(200);
    expect(world.intake.acts).toHaveLength(100);
  });
});

describe('multipart', () => {
  const read = (body: string, type = MULTIPART) => [...multipartFields(Buffer.from(body), type)];

  test.each([
    ['a preamble and an epilogue', `hello\r\n${multipart()}goodbye`, [['List-Unsubscribe', 'One-Click']]],
    [
      'more than one field',
      `${multipart('1', 'a').replace('--b0--\r\n', '')}${multipart('2', 'b')}`,
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['an unquoted name', '--b0\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b0--', [['a', '1']]],
    [
      'header names in any case and another header',
      '--b0\r\nContent-Type: text/plain\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--b0--',
      [['a', '1']],
    ],
    ['a part without an end of its headers', '--b0\r\nContent-Disposition: form-data; name="a"', []],
    ['a part without a name', '--b0\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b0--', []],
    ['nothing', '', []],
  ])('a body, when it has %s, then the fields are read', (_what, body, fields) => {
    expect(read(body)).toEqual(fields);
  });

  test('a body, when its type names no boundary, then there are no fields', () => {
    expect(read(multipart(), 'multipart/form-data')).toEqual([]);
  });
});
