"""What costs a start too much is made here when it is first asked for."""
