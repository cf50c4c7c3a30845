import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMailboxFiles } from '../../../src/config/mailbox-files';

function fileOf(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'mailbox-')), 'file.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function read(name: 'MAIL_WEBHOOK_FILE' | 'MAILBOX_WORDS_FILE', content: unknown) {
  const faults: string[] = [];
  const files = readMailboxFiles({ [name]: fileOf(content) }, faults);
  return { ...files, faults };
}

const MAP = { event: 'type', address: 'to', types: { hard: 'bounce-permanent' } };

describe('MAIL_WEBHOOK_FILE', () => {
  it('when it is whole, then its paths are read, names with dots too', () => {
    const messageId = ['headers', 'x.message.id'];
    expect(read('MAIL_WEBHOOK_FILE', { ...MAP, list: 'a.b', messageId, status: 's' })).toEqual({
      faults: [],
      words: {},
      webhook: {
        list: ['a', 'b'],
        event: ['type'],
        address: ['to'],
        messageId,
        status: ['s'],
        types: { hard: 'bounce-permanent' },
      },
    });
  });

  it.each([
    ['no JSON', '{', /^MAIL_WEBHOOK_FILE: its content /],
    ['a list', [], /^MAIL_WEBHOOK_FILE: its content /],
    ['without event', { ...MAP, event: undefined }, /^MAIL_WEBHOOK_FILE: event must be names/],
    ['with a path of nothing', { ...MAP, address: 'a..b' }, /^MAIL_WEBHOOK_FILE: address must be names/],
    ['with a path that is a number', { ...MAP, status: 5 }, /^MAIL_WEBHOOK_FILE: status must be names/],
    [
      'without address and messageId',
      { ...MAP, address: undefined },
      /^MAIL_WEBHOOK_FILE: address is missing/,
    ],
    ['without types', { ...MAP, types: {} }, /^MAIL_WEBHOOK_FILE: types must name/],
    [
      'with a type that means nothing',
      { ...MAP, types: { hard: 'kill' } },
      /^MAIL_WEBHOOK_FILE: types\.hard must be one of bounce-permanent, bounce-soft, complaint, ignore$/,
    ],
    ['with a member of another name', { ...MAP, adress: 'to' }, /^MAIL_WEBHOOK_FILE: its content .*adress/],
  ])('when it is %s, then start tells that', (_, content, fault) => {
    const { webhook, faults } = read('MAIL_WEBHOOK_FILE', content);
    expect(webhook).toBeUndefined();
    expect(faults).toEqual([expect.stringMatching(fault)]);
  });

  it('when it cannot be read, or is not named, then start tells it, or there is no such door', () => {
    const faults: string[] = [];
    readMailboxFiles({ MAIL_WEBHOOK_FILE: '/nowhere.json' }, faults);
    expect(faults).toEqual(['MAIL_WEBHOOK_FILE names a file that cannot be read']);
    expect(readMailboxFiles({}, faults)).toEqual({ words: {}, webhook: undefined });
  });
});

describe('MAILBOX_WORDS_FILE', () => {
  it('when it is whole, then its words are read', () => {
    const words = { withdraw: ['GENOEG'], erase: ['WEG'] };
    expect(read('MAILBOX_WORDS_FILE', words)).toMatchObject({ words, faults: [] });
  });

  it.each([
    ['{'],
    [[]],
    [{ withdraw: 'GENOEG' }],
    [{ withdraw: ['two words'] }],
    [{ stop: ['X1'] }],
    [{ erase: [''] }],
  ])('when it is %j, then start tells that', (content) => {
    const { faults } = read('MAILBOX_WORDS_FILE', content);
    expect(faults).toEqual([expect.stringMatching(/^MAILBOX_WORDS_FILE must name a JSON file/)]);
  });
});
