import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { Failure } from '../../flow/failure';
import { privateSocket } from './private-socket';

export interface FolderClaim {
  release(): Promise<void>;
}

/**
 * One bridge per DATA_DIR. A socket that is listened on ends with its process, however that ends; a pid in a file
 * would not, and may name another program after a restart of the machine.
 */
export async function claimFolder(folder: string): Promise<FolderClaim> {
  const path = privateSocket(folder, 'owner');
  if (await isListenedOn(path))
    throw new Failure('Another bridge uses this DATA_DIR; stop it, or give both the same REDIS_URL.', {
      code: 'data_dir_in_use',
      stage: 'store',
      retryable: false,
    });
  rmSync(path, { force: true });
  const server = createServer((socket) => socket.end());
  server.listen(path);
  await once(server, 'listening');
  server.unref();
  return {
    release: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

function isListenedOn(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
