import { ConfigFaults } from '../../../../src/config';
import { runCli } from '../../../../src/entrypoints/cli/run-cli';
import { Failure } from '../../../../src/flow/failure';
import { createTerminal } from './fake-bridge';

async function runWith(error: unknown, ...argv: string[]) {
  let out = '';
  let err = '';
  const openBridge = () => Promise.reject(error instanceof Error ? error : new Error(String(error)));
  const exit = await runCli(argv, {
    openBridge,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
  });
  return { exit, out, err };
}

describe('the command line', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['dance']],
    ['an unknown option', ['status', '12x1', '--loud']],
    ['no record', ['status']],
    ['what is neither record nor address', ['status', 'anna']],
    ['a record of module 0', ['explain', '0x1']],
    ['an address that cannot be mailed', ['status', 'anna@localhost']],
    ['an address where a record is needed', ['links', 'anna@example.com']],
    ['two records', ['history', '12x1', '12x2']],
    ['adopt without --legacy', ['adopt']],
    ['adopt --yes without a source', ['adopt', '--legacy', '--yes']],
    ['an empty source', ['adopt', '--legacy', '--yes', '--source', '  ']],
    ['a date in another form', ['adopt', '--legacy', '--before', '23-11-2026']],
    ['a date that does not exist', ['adopt', '--legacy', '--before', '2026-13-01']],
    ['queue without what to do', ['queue']],
    ['retry without id', ['queue', 'retry']],
    ['retry with id and --all', ['queue', 'retry', 'x', '--all']],
    ['a test mail to nobody', ['test-mail', 'anna']],
    ['a language that is none of ours', ['test-mail', 'a@example.com', '--language', 'es']],
  ])('usage, when it is %s, ends 64 with a sentence and opens nothing', async (_, argv) => {
    const opened = await runWith(new Error('opened'), ...argv);
    expect(opened.exit).toBe(64);
    expect(opened.out).toBe('');
    expect(opened.err).not.toBe('');
    const asked = await runWith(new Error('opened'), ...argv, '--json');
    expect(asked).toMatchObject({ exit: 64, err: '' });
    expect(JSON.parse(asked.out)).toHaveProperty('error.code', 'usage');
  });

  it('help, when asked for, is shown on standard output and ends 0', async () => {
    const { exit, out } = await runWith(new Error('opened'), '--help');
    expect(exit).toBe(0);
    for (const command of [
      'doctor',
      'status',
      'explain',
      'history',
      'links',
      'sweep',
      'adopt',
      'queue',
      'test-mail',
    ])
      expect(out).toContain(command);
    expect((await runWith(new Error('opened'), 'status', '--help')).out).toContain('--json');
  });

  it('the configuration, when it has faults, ends 78 and lists all of them', async () => {
    const faults = new ConfigFaults(['PUBLIC_URL is missing', 'MAIL_FROM is missing']);
    const said = await runWith(faults, 'doctor');
    expect(said).toMatchObject({ exit: 78, out: '' });
    expect(said.err).toContain('PUBLIC_URL is missing');
    expect(said.err).toContain('MAIL_FROM is missing');
    const asked = await runWith(faults, 'doctor', '--json');
    expect(JSON.parse(asked.out)).toMatchObject({ error: { code: 'config_invalid', faults: faults.faults } });
  });

  it.each([
    ['Redis is down', { code: 'store_unavailable', stage: 'store', retryable: true }, 69],
    ['Vtiger is down', { code: 'crm_timeout', stage: 'crm', retryable: true }, 69],
    ['the mail server is down', { code: 'mail_unreachable', stage: 'mail', retryable: true }, 69],
    ['Vtiger says no', { code: 'crm_access_denied', stage: 'crm', retryable: false }, 1],
    ['the address is busy', { code: 'address_busy', stage: 'store', retryable: true }, 1],
    ['writing has stopped', { code: 'writing_stopped', stage: 'flow', retryable: true }, 1],
  ] as const)('a failure, when %s, is told by code and sentence', async (_, facts, exit) => {
    const failure = new Failure('It fails as told.', facts);
    const said = await runWith(failure, 'status', '12x1');
    expect(said).toEqual({ exit, out: '', err: `${facts.code}: It fails as told.\n` });
    const asked = await runWith(failure, '--json', 'status', '12x1');
    expect(asked).toMatchObject({ exit, err: '' });
    expect(JSON.parse(asked.out)).toEqual({ error: { code: facts.code, sentence: 'It fails as told.' } });
  });

  it('an error of the program itself, when it happens, ends 70 and repeats nothing of its message', async () => {
    const said = await runWith(new TypeError('anna@example.com is not a function'), 'status', '12x1');
    expect(said.exit).toBe(70);
    expect(said.err).toContain('TypeError');
    expect(said.err).not.toContain('anna');
  });

  it('the bridge, when a command ends or fails, is closed', async () => {
    const terminal = createTerminal();
    await terminal.run('sweep');
    terminal.world.crm.failNext('retrieve', 'down');
    expect((await terminal.run('status', '12x1')).exit).toBe(69);
    expect(terminal.closed()).toBe(2);
  });

  it('the bridge, when it cannot be closed, leaves the answer as it is', async () => {
    const terminal = createTerminal();
    let out = '';
    const exit = await runCli(['sweep'], {
      openBridge: async () => ({ ...terminal.bridge, close: () => Promise.reject(new Error('no')) }),
      out: (text) => void (out += text),
      err: () => undefined,
    });
    expect(exit).toBe(0);
    expect(out).toContain('Queued');
  });
});
