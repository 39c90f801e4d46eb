/** A failure with a text that is enough: no stack is shown. */
export class LiveFailure extends Error {}
