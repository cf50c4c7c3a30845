import type { Response } from 'supertest';
import request from 'supertest';
import { LANGUAGES } from '../../../../src/consent/event';
import { createWorld, NOW, type World } from './world';
import { MY_DATA, TOPICS } from './my-data-sample';

/* A newsletter is passed on: its unsubscribe and preferences links are in a stranger's hands. */

const JAN = { record: '12x345', fingerprint: 'fp_Jan_DEFGHIJKLMNOPQR', round8: 'aaaaaaaa' };
const MIA = { record: '10x9876', fingerprint: 'fp_Mia_defghijklmnopqr', round8: 'bbbbbbbb' };
type Person = typeof JAN;
const LINKS = ['unsubscribe', 'preferences'] as const;

const tokenFor = ({ tokens }: World, act: (typeof LINKS)[number], person: Person, label: boolean) =>
  label
    ? tokens.signLabel(person.record, act, person.fingerprint)
    : tokens.sign({ act, ...person, expires: NOW / 1000 + 3600 });

/** Jan gets everything and is known well; of Mia nothing is stored. */
function worldOf(person: Person): World {
  const world = createWorld();
  world.door.offered = TOPICS;
  world.door.view = person === JAN ? { kind: 'shown', data: MY_DATA } : { kind: 'gone' };
  world.intake.outcome =
    person === JAN
      ? { state: 'applied', status: 'Unsubscribed' }
      : { state: 'unchanged', status: 'Blacklisted' };
  return world;
}

/** Every run of bytes in which two pages differ, each as [in the one, in the other]. */
function differences(one: string, other: string): [string, string][] {
  const [left, right] = [one.split(/(?<=[/"?>])/), other.split(/(?<=[/"?>])/)];
  expect(left.length).toBe(right.length);
  return left.flatMap((part, index): [string, string][] => {
    const own = right[index] ?? '';
    return part === own ? [] : [[part, own]];
  });
}

/** What differs beside the token: ids and times of the exchange itself. */
const headersOf = ({ headers }: Response) =>
  Object.entries(headers as Record<string, string>).filter(
    ([name]) => !['x-request-id', 'date', 'content-length'].includes(name),
  );

const rows = LINKS.flatMap((door) =>
  LANGUAGES.flatMap((language) => [false, true].map((label) => ({ door, language, label }))),
);

describe('the pages of two persons', () => {
  test.each(rows)(
    'the $door page in $language, when of two persons (label link: $label), then only the token differs',
    async ({ door, language, label }) => {
      const seen = [];
      for (const person of [JAN, MIA]) {
        const world = worldOf(person);
        const token = tokenFor(world, door, person, label);
        const page = await request(world.app).get(`/${door}/${token}?lang=${language}`);
        expect([page.status, world.door.asked.length, world.intake.calls]).toEqual([200, 0, 0]);
        seen.push({ token, page });
      }
      const [jan, mia] = seen;
      const found = differences(jan!.page.text, mia!.page.text);
      // The whole list: each differing run is the token, in the address of a form.
      const topics = door === 'preferences' ? TOPICS.length + 1 : 0;
      const bare: [string, string] = [`${jan!.token}?`, `${mia!.token}?`];
      const before: [string, string] = [`${jan!.token}/`, `${mia!.token}/`];
      expect(found).toEqual([
        ...Array<[string, string]>(Math.max(topics, 1)).fill(bare),
        ...(door === 'preferences' ? [before] : []),
      ]);
      expect(headersOf(jan!.page)).toEqual(headersOf(mia!.page));
    },
  );

  test.each([
    ['unsubscribe', '', 'unsubscribe=yes'],
    ['preferences', '', 'stop=everything'],
    ['preferences', '', 'stop=Recepten'],
    ['preferences', '/access', ''],
  ] as const)(
    'the answer of %s%s to "%s", when of two persons, then it is the same to the byte',
    async (door, rest, body) => {
      const texts = [];
      for (const person of [JAN, MIA]) {
        const world = worldOf(person);
        const token = tokenFor(world, door, person, false);
        const answer = await request(world.app).post(`/${door}/${token}${rest}?lang=nl`).send(body);
        expect(answer.status).toBe(200);
        texts.push(answer.text);
      }
      expect(texts[0]).toBe(texts[1]);
    },
  );

  test('no page behind these links, when read by a stranger, then it names nothing of the person', async () => {
    const world = worldOf(JAN);
    const personal = [
      MY_DATA.address,
      'jan',
      'Jansen',
      '123 4567',
      'Dorpsstraat',
      'Confirmed',
      'checked',
      JAN.record,
    ];
    for (const door of LINKS) {
      const path = `/${door}/${tokenFor(world, door, JAN, false)}`;
      const bodies = ['unsubscribe=yes', 'stop=everything', 'stop=Recepten', 'do=show', 'do=json', 'x=1'];
      const pages = [await request(world.app).get(path), await request(world.app).post(`${path}/access`)];
      for (const body of bodies) pages.push(await request(world.app).post(path).send(body));
      for (const { text } of pages) for (const each of personal) expect(text).not.toContain(each);
    }
    expect(world.door.asked).toEqual([]);
  });

  test('these links, when a stranger sends whatever the other pages send, then nothing is switched on', async () => {
    const world = worldOf(JAN);
    const bodies = [
      'do=choices&topics=Recepten&topics=Aanbiedingen',
      'do=change&record=12x345&v.firstname=X&was=firstname:x',
      'topics=Recepten',
      'start=everything',
      'subscribe=yes',
      'do=address&email=stranger@example.org',
    ];
    for (const act of LINKS) {
      const token = tokenFor(world, act, JAN, false);
      for (const door of ['confirm', 'subscribe', 'undo', 'preferences', 'unsubscribe', 'my-data', 'address'])
        for (const body of bodies) await request(world.app).post(`/${door}/${token}`).send(body);
      await request(world.app).post(`/confirm/${token}/again`);
    }
    expect(world.door.requests).toEqual([]);
    expect(world.intake.acts.filter(({ event }) => event !== 'ConsentWithdrawn')).toEqual([]);
  });

  test('a fresh link, when a stranger asks for it, then it is mailed to the address on the record', async () => {
    const world = worldOf(JAN);
    const token = tokenFor(world, 'preferences', JAN, true);
    await request(world.app)
      .post(`/preferences/${token}/access`)
      .send('email=stranger@example.org&to=stranger@example.org');
    expect(world.door.requests).toEqual([
      {
        request: {
          kind: 'link',
          record: JAN.record,
          fingerprint: JAN.fingerprint,
          language: 'nl',
          occurredAt: NOW,
        },
      },
    ]);
  });
});
