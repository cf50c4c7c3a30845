import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { StandIn } from '../../../demo/stand-in/start';

const Challenge = z.object({ result: z.object({ token: z.string() }) });
const Login = z.object({ result: z.object({ sessionName: z.string() }) });
const Rows = z.object({ result: z.array(z.record(z.string(), z.string().nullable())) });
export const Outcome = z.object({
  success: z.boolean(),
  result: z.record(z.string(), z.unknown()).optional(),
  error: z.object({ message: z.string(), code: z.union([z.string(), z.number()]) }).optional(),
});

/** A plain client, only good enough to look at the stand-in with. */
export class PlainClient {
  private session = '';

  get sessionName(): string {
    return this.session;
  }

  constructor(private readonly standIn: StandIn) {}

  async login(name: string, accessKey: string): Promise<this> {
    const { token } = Challenge.parse(await this.get({ operation: 'getchallenge', username: name })).result;
    const hash = createHash('md5').update(`${token}${accessKey}`).digest('hex');
    const answer = await this.post({ operation: 'login', username: name, accessKey: hash });
    this.session = Login.parse(answer).result.sessionName;
    return this;
  }

  async query(text: string) {
    return Rows.parse(await this.get({ operation: 'query', query: text })).result;
  }

  async get(parameters: Record<string, string>): Promise<unknown> {
    return (await this.raw('GET', parameters)).json();
  }

  async post(parameters: Record<string, string>): Promise<unknown> {
    return (await this.raw('POST', parameters)).json();
  }

  async revise(element: Record<string, unknown>) {
    return Outcome.parse(await this.post({ operation: 'revise', element: JSON.stringify(element) }));
  }

  raw(method: 'GET' | 'POST', parameters: Record<string, string>): Promise<Response> {
    const all = new URLSearchParams({ sessionName: this.session, ...parameters });
    const url = `${this.standIn.url}/webservice.php`;
    return method === 'GET' ? fetch(`${url}?${all.toString()}`) : fetch(url, { method, body: all });
  }
}
