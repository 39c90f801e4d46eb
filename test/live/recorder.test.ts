import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { httpSend } from '../../src/vast';
import { AnswerRecorder } from './recorder';

test('keeps each answer whole, in order, beside whoever asked', async () => {
  const server = createServer((incoming, response) => {
    response.write('{"path":');
    response.end(incoming.url === '/broken' ? '' : `${JSON.stringify(incoming.url)}}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const recorder = new AnswerRecorder();
  const send = recorder.over(httpSend('http:'));
  const { signal } = new AbortController();
  try {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const path of ['/a?key=1', '/broken', '/a']) {
      const request = { url: new URL(origin + path), method: 'GET', headers: {}, body: undefined };
      let text = '';
      for await (const chunk of (await send(request, signal)).body) text += chunk.toString();
      expect(text.startsWith('{"path":')).toBe(true);
    }
    expect(recorder.of(/^GET \/a$/).map(({ body }) => body)).toEqual([{ path: '/a?key=1' }, { path: '/a' }]);
    expect(recorder.of(/broken/)).toEqual([{ call: 'GET /broken', body: undefined }]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
