/**
 * Every problem that a client can meet: its stable code, HTTP status and title.
 * The same object travels over HTTP and in a socket acknowledgement.
 */
export const errors = {
  validation_failed: { status: 400, title: 'The request is not valid' },
  malformed_json: { status: 400, title: 'The body is not valid JSON' },
  token_missing: { status: 401, title: 'A bearer token is needed' },
  token_invalid: { status: 401, title: 'The token is not valid' },
  token_expired: { status: 401, title: 'The token has expired' },
  session_ended: { status: 401, title: 'The session has ended' },
  invalid_credentials: { status: 401, title: 'E-mail or password is wrong' },
  refresh_token_invalid: { status: 401, title: 'The refresh token is not valid' },
  permission_denied: { status: 403, title: 'You may not do this' },
  not_a_member: { status: 403, title: 'You are not a member of this room' },
  muted: { status: 403, title: 'You are muted in this room' },
  room_read_only: { status: 403, title: 'Only moderators write in this room' },
  banned: { status: 403, title: 'Banned from this room' },
  blocked: { status: 403, title: 'One of the two has blocked the other' },
  registration_closed: { status: 403, title: 'Registration is closed' },
  invitation_invalid: { status: 403, title: 'The invitation is not valid' },
  not_found: { status: 404, title: 'There is nothing here' },
  user_not_found: { status: 404, title: 'No such user' },
  room_not_found: { status: 404, title: 'No such room' },
  dm_not_found: { status: 404, title: 'No such conversation' },
  message_not_found: { status: 404, title: 'No such message' },
  member_not_found: { status: 404, title: 'No such member' },
  username_taken: { status: 409, title: 'The username is taken' },
  email_taken: { status: 409, title: 'The e-mail address is taken' },
  room_archived: { status: 409, title: 'The room is archived' },
  last_owner: { status: 409, title: 'A room needs an owner' },
  message_deleted: { status: 409, title: 'The message was deleted' },
  pin_limit_reached: { status: 409, title: 'The room has as many pins as it can' },
  reaction_limit_reached: { status: 409, title: 'The message has as many kinds of reactions as it can' },
  payload_too_large: { status: 413, title: 'The payload is too large' },
  unsupported_media_type: { status: 415, title: 'The body has a type that is not read here' },
  slow_mode: { status: 429, title: 'This room takes messages slowly' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal_error: { status: 500, title: 'Something went wrong here' },
  service_unavailable: { status: 503, title: 'The service cannot answer just now' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errors;
