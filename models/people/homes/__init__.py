"""Who is bound to which home: claims, invitations, objections, checking. See DOMAIN §1 for the levels."""
