// Why Tare cannot start, where it is the operator who can mend it.

/** Its message is a whole sentence that says what to do: print it without a stack. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}
