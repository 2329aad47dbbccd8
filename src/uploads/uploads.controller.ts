import * as contract from '../contract/files.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import type { HttpBytes } from '../transport/http/http-bytes.js';
import { ChatController, Http, HttpBinary } from '../transport/operation.decorators.js';
import { ResumableService } from './resumable.service.js';
import { UploadsService } from './uploads.service.js';

@ChatController()
export class UploadsController {
  constructor(
    private readonly uploads: UploadsService,
    private readonly resumable: ResumableService,
  ) {}

  @HttpBinary(contract.uploadFile)
  upload(caller: Caller, _input: Input<typeof contract.uploadFile>, { request }: HttpBytes) {
    return this.uploads.upload(caller, request);
  }

  @Http(contract.createUpload)
  create(caller: Caller, input: Input<typeof contract.createUpload>) {
    return this.resumable.create(caller, input);
  }

  @Http(contract.getUpload)
  get(caller: Caller, input: Input<typeof contract.getUpload>) {
    return this.resumable.get(caller, input);
  }

  @HttpBinary(contract.putUploadPart)
  put(caller: Caller, input: Input<typeof contract.putUploadPart>, { request }: HttpBytes) {
    return this.resumable.put(caller, input, request);
  }

  @Http(contract.signUploadPart)
  sign(caller: Caller, input: Input<typeof contract.signUploadPart>) {
    return this.resumable.sign(caller, input);
  }

  @Http(contract.finishUpload)
  finish(caller: Caller, input: Input<typeof contract.finishUpload>) {
    return this.resumable.finish(caller, input);
  }

  @Http(contract.cancelUpload)
  cancel(caller: Caller, input: Input<typeof contract.cancelUpload>) {
    return this.resumable.cancel(caller, input);
  }
}
