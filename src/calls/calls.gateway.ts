import { callAccept, callAttach, callDecline, callEnd, callSignal, callStart } from '../contract/calls.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatGateway, On } from '../transport/operation.decorators.js';
import { CallsService } from './calls.service.js';
import { SignalService } from './signal.service.js';

@ChatGateway()
export class CallsGateway {
  constructor(
    private readonly calls: CallsService,
    private readonly signals: SignalService,
  ) {}

  @On(callStart)
  start(caller: Caller, input: Input<typeof callStart>) {
    return this.calls.start(caller, input);
  }

  @On(callAccept)
  accept(caller: Caller, input: Input<typeof callAccept>) {
    return this.calls.accept(caller, input);
  }

  @On(callDecline)
  decline(caller: Caller, input: Input<typeof callDecline>) {
    return this.calls.decline(caller, input);
  }

  @On(callEnd)
  end(caller: Caller, input: Input<typeof callEnd>) {
    return this.calls.end(caller, input);
  }

  @On(callSignal)
  signal(caller: Caller, input: Input<typeof callSignal>) {
    return this.signals.signal(caller, input);
  }

  @On(callAttach)
  attach(caller: Caller, input: Input<typeof callAttach>) {
    return this.calls.attach(caller, input);
  }
}
