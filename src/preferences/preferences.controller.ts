import type { Input, Output } from '../contract/operation.js';
import * as contract from '../contract/preferences.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { PreferencesService } from './preferences.service.js';

@ChatController()
export class PreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  @Http(contract.getPreferences)
  get(
    caller: Caller,
    _input: Input<typeof contract.getPreferences>,
  ): Promise<Output<typeof contract.getPreferences>> {
    return this.preferences.get(caller);
  }

  @Http(contract.updatePreferences)
  update(
    caller: Caller,
    input: Input<typeof contract.updatePreferences>,
  ): Promise<Output<typeof contract.updatePreferences>> {
    return this.preferences.update(caller, input);
  }
}
