import { type AddressInfo, createServer } from 'node:net';

/** The wanted port of loopback when it is free, else any free one. */
export function portNear(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => {
      const other = createServer();
      other.once('error', reject);
      other.listen(0, '127.0.0.1', () => {
        const { port } = other.address() as AddressInfo;
        other.close(() => resolve(port));
      });
    });
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
  });
}
