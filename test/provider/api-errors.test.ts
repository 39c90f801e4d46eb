import { explainApiError, withApiErrors } from '../../src/provider/api-errors';
import { AuthError, OfferGoneError, RequestRefusedError, TransientError } from '../../src/vast';

describe('explainApiError', () => {
  test('gives errors of the client a title and advice', () => {
    const explained = explainApiError(
      new AuthError('GET x answered 404.', { endpoint: 'GET x', status: 404 }),
    );
    expect(explained).toMatchObject({ summary: 'The Vast.ai API key was refused' });
    expect(explained?.detail).toMatch(/GET x answered 404\. Set a valid key/);
    expect(
      explainApiError(new TransientError('502', { endpoint: 'x', ambiguous: false }))?.summary,
    ).toContain('API');
  });

  test('a refusal without advice keeps the words of the platform', () => {
    for (const error of [
      new RequestRefusedError('no', { endpoint: 'x' }),
      new OfferGoneError('gone', { endpoint: 'x' }),
    ]) {
      expect(explainApiError(error)).toEqual({ summary: 'Vast.ai refused the call', detail: error.message });
    }
  });

  test('leaves other errors alone', async () => {
    expect(explainApiError(new Error('bug'))).toBeUndefined();
    await expect(withApiErrors(() => Promise.reject(new TypeError('bug')))).rejects.toBeInstanceOf(TypeError);
  });
});
