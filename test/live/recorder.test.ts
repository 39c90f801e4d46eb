import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { request } from 'undici';

import { AnswerRecorder } from './recorder';

test('keeps each answer whole, in order, beside whoever asked', async () => {
  const server = createServer((incoming, response) => {
    response.write('{"path":');
    response.end(incoming.url === '/broken' ? '' : `${JSON.stringify(incoming.url)}}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const recorder = new AnswerRecorder();
  try {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const path of ['/a?key=1', '/broken', '/a']) {
      const { body } = await request(`${origin}${path}`, { dispatcher: recorder.dispatcher });
      expect((await body.text()).startsWith('{"path":')).toBe(true);
    }
    expect(recorder.of(/^GET \/a$/).map(({ body }) => body)).toEqual([{ path: '/a?key=1' }, { path: '/a' }]);
    expect(recorder.of(/broken/)).toEqual([{ call: 'GET /broken', body: undefined }]);
  } finally {
    await recorder.close();
    server.close();
  }
});
