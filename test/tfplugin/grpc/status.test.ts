import { status, statusTrailers } from '../../../src/tfplugin/grpc/status';

test('a status travels as a number, with a message only where there is one', () => {
  expect(statusTrailers(status.OK)).toEqual({ 'grpc-status': '0' });
  expect(statusTrailers(status.INTERNAL, 'broken')).toEqual({
    'grpc-status': '13',
    'grpc-message': 'broken',
  });
});

test('a message is encoded where a header could not hold it', () => {
  const { 'grpc-message': message = '' } = statusTrailers(status.INTERNAL, '5 % of "é"\n');
  expect(message).toBe('5 %25 of "%C3%A9"%0A');
  expect(decodeURIComponent(message)).toBe('5 % of "é"\n');
});
