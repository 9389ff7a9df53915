"""Akoma Ntoso: reading and writing."""
